// Says that something takes its time: a link or form marked `data-vent="Arbejdsbogen laves …"`. All works without it.
(() => {
  "use strict";

  const SHOW_AFTER = 500; // milliseconds; what is done sooner is not spoken of
  const LOOK_EVERY = 200;
  const GIVE_UP_AFTER = 120_000;
  const waiting = new Map(); // what was clicked, and how to stop waiting for it

  const live = document.createElement("div");
  live.className = "vent-oplaesning";
  live.setAttribute("role", "status");
  document.body.append(live);

  function progress(text) {
    const part = document.createElement("span");
    const bar = document.createElement("progress");
    const seconds = document.createElement("span");
    part.className = "vent";
    bar.setAttribute("aria-label", text);
    seconds.setAttribute("aria-hidden", "true"); // the words are read aloud once, and not every second
    part.append(bar, seconds);
    return { part, tell: (number) => { seconds.textContent = number ? `${text} ${number} sek.` : text; } };
  }

  // Begin to wait for `element`; the bar stands after `beside`, or after the group that it is in.
  function begin(element, beside) {
    const text = element.dataset.vent;
    const { part, tell } = progress(text);
    const started = Date.now();
    const show = () => {
      tell(Math.floor((Date.now() - started) / 1000));
      if (part.isConnected) return;
      (beside.closest("[role='group']")?.lastElementChild ?? beside).after(part); // so that no button moves
      live.textContent = text;
    };
    // A form whose sending was stopped hears nothing of it, and must be possible to send again.
    const timers = [setTimeout(show, SHOW_AFTER), setInterval(show, 1000), setTimeout(() => stop(element), GIVE_UP_AFTER)];
    beside.setAttribute("aria-disabled", "true");
    waiting.set(element, () => {
      timers.forEach(clearTimeout);
      waiting.delete(element);
      beside.removeAttribute("aria-disabled");
      if (part.isConnected) live.textContent = "";
      part.remove();
    });
  }

  const stop = (element) => waiting.get(element)?.();

  // --- A file: the answer's cookie, named by a token that the address carried, says that it has begun to come ---

  function awaitAnswer(link, token) {
    const timer = setInterval(() => {
      const name = `hentning-${token}`;
      const hasCome = document.cookie.split("; ").includes(`${name}=1`);
      if (hasCome) document.cookie = `${name}=; Max-Age=0; Path=/; SameSite=Lax`;
      if (!hasCome && waiting.has(link)) return;
      clearInterval(timer);
      stop(link);
    }, LOOK_EVERY);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-vent]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (waiting.has(link)) {
      event.preventDefault();
      return;
    }
    const token = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const address = new URL(link.href);
    const plain = link.getAttribute("href");
    address.searchParams.set("hentning", token);
    link.href = address;
    setTimeout(() => link.setAttribute("href", plain)); // when the browser has followed it
    begin(link, link);
    awaitAnswer(link, token);
  });

  // --- A form: the page is left when the answer comes, or htmx says that it has ---

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-vent") || event.defaultPrevented) return;
    if (waiting.has(form)) event.preventDefault();
    else begin(form, event.submitter ?? form.lastElementChild);
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => stop(detail.elt.closest("form")));

  // Back to a page that the browser had kept as it was left.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) [...waiting.keys()].forEach(stop);
  });
})();
