// Passkeys: what needs them is hidden until it is known that the browser has them. The rest is allauth's own scripts.
(() => {
  "use strict";

  if (!window.PublicKeyCredential) return;
  document.querySelectorAll("[data-noegle]").forEach((part) => { part.hidden = false; });
  document.querySelectorAll("[data-uden-noegle]").forEach((part) => { part.hidden = true; });

  // The user stopped, or the device has no key that fits.
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault(); // not also on the console
    document.querySelector("[data-noegle-fejl]").hidden = false;
  });
})();
