// Saves without losing what was typed. Every page works without this file; its Danish texts stand in base.html.
(() => {
  "use strict";

  const live = document.getElementById("oplaesning");
  const typedMeanwhile = new Set(); // fields changed while their form was being saved

  const formOf = (event) => (event.detail.requestConfig?.elt ?? event.detail.elt).closest("form");

  // --- Unsaved text: `data-aendret` on a form marked `data-vogt`; the stylesheet shows "Ikke gemt" by it ---

  document.addEventListener("input", ({ target }) => {
    const form = target.form;
    if (!form?.hasAttribute("data-vogt")) return;
    form.setAttribute("data-aendret", "");
    if (form.hasAttribute("data-sender")) typedMeanwhile.add(target);
  });

  // What was refused is typed, and not saved.
  function markRefused(part) {
    for (const wrong of part.querySelectorAll("[data-module='error-summary'], [aria-invalid='true'], [data-konflikt], [data-sat-ind]")) {
      wrong.closest("form[data-vogt]")?.setAttribute("data-aendret", "");
    }
  }
  markRefused(document);

  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-vogt][data-aendret]")) event.preventDefault();
  });

  // --- One submit at a time: `data-sender` on the form ---

  function setSending(form, sending) {
    form.toggleAttribute("data-sender", sending);
    for (const button of form.elements) {
      if (button.type !== "submit") continue;
      if (sending) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    }
  }

  // In the capture phase, so that htmx does not see the second submit.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("data-sender")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (form.getAttribute("method") === "post" && !form.hasAttribute("hx-post")) {
      form.removeAttribute("data-aendret"); // the page is left on purpose
      setSending(form, true);
    }
  }, true);

  // Back to a page that the browser had kept as it was left.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) document.querySelectorAll("form[data-sender]").forEach((form) => setSending(form, false));
  });

  // --- Saving with htmx ---

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    // Whoever logged in again in another tab has a new token; the one in the open form is stale.
    const token = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1];
    if (token && detail.parameters.csrfmiddlewaretoken) detail.parameters.csrfmiddlewaretoken = token;
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    if (!form) return;
    form.querySelector("[data-gem-fejl]")?.remove();
    live?.replaceChildren();
    setSending(form, true);
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formOf(event);
    if (form) setSending(form, false);
  });

  document.addEventListener("htmx:afterSwap", ({ target: part }) => {
    if (!(part instanceof Element)) return;
    putBackTypedMeanwhile();
    markRefused(part.parentElement);
    const find = (selector) => (part.matches(selector) ? part : part.querySelector(selector));
    const saved = find("[data-gemt]");
    const wrong = find("[data-fokus]") ?? find("[data-module='error-summary']") ?? find("[aria-invalid='true']");
    if (saved) live?.replaceChildren(saved.textContent.trim());
    if (wrong) wrong.focus();
    else if (document.activeElement === document.body) saved?.focus();
  });

  function putBackTypedMeanwhile() {
    for (const old of typedMeanwhile) {
      const field = document.getElementById(old.id);
      if (!field || field === old) continue;
      field.value = old.value;
      field.checked = old.checked;
      field.form.setAttribute("data-aendret", "");
      typedMeanwhile.delete(old);
    }
  }

  // --- Saving that failed ---

  function showFailure(form, templateId) {
    const message = document.getElementById(templateId)?.content.firstElementChild.cloneNode(true);
    if (!form || !message) return;
    message.setAttribute("data-gem-fejl", "");
    const line = form.querySelector("[data-gem-linje]");
    if (line) line.before(message);
    else form.append(message);
    message.scrollIntoView({ block: "nearest" });
  }

  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => showFailure(formOf(event), "fejl-ved-gem"));
  }

  document.addEventListener("htmx:responseError", (event) => {
    // Trying again helps when the server is at fault; not when it refuses the user, the token or the address.
    const { status } = event.detail.xhr;
    if (status === 413) showFailure(formOf(event), "fejl-for-stort");
    else showFailure(formOf(event), status < 500 ? "fejl-uden-adgang" : "fejl-ved-gem");
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    // A whole page in answer to a save is the log-in page: it must not take the place of what was typed.
    const { xhr, serverResponse } = event.detail;
    const form = formOf(event);
    if (xhr.status >= 400 || !form?.hasAttribute("data-vogt") || !/^\s*<!doctype/i.test(serverResponse)) return;
    event.detail.shouldSwap = false;
    showFailure(form, "fejl-logget-ud");
    form.querySelector("[data-log-ind]")?.setAttribute("href", xhr.responseURL); // leads back to this very entry
  });

  window.DKFDS?.init();
})();
