// Keeps what is typed in a report in this browser until the server says that it is saved, and puts it back after a
// crash, a closed tab or a log-in that had expired. Every page works without this file; its Danish texts stand in
// base.html. A draft belongs to one user, one entry (the address that saves it) and the version it was typed against.
(() => {
  "use strict";

  const PREFIX = "kladde:";
  const LAST_USER = "kladde-bruger"; // whose drafts the page "Du er logget ud" removes
  const MAX_AGE = 14 * 24 * 60 * 60 * 1000; // milliseconds
  const MAX_LENGTH = 100_000; // characters of one draft; a status has at most 20.000
  const WAIT = 400; // milliseconds after the last key
  const NOT_TYPED = /^(csrfmiddlewaretoken|bruger|version|foer_version|sammenstoed|valg_.*|blok)$/;

  const user = document.body.dataset.bruger;
  const waiting = new Map(); // form → timer

  // --- A store that fails (a private window, full, switched off) is as an empty one ---

  function attempt(action, otherwise) {
    try {
      return action();
    } catch {
      return otherwise;
    }
  }
  const allKeys = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)), []);
  const remove = (key) => attempt(() => localStorage.removeItem(key));
  const write = (key, text) => attempt(() => localStorage.setItem(key, text));
  const read = (key) => attempt(() => {
    const draft = JSON.parse(localStorage.getItem(key));
    return draft && typeof draft.felter === "object" && Date.now() - draft.tid < MAX_AGE ? draft : null;
  }, null);
  const keysOf = (owner) => allKeys().filter((key) => key.startsWith(`${PREFIX}${owner}:`));

  for (const key of allKeys()) if (!read(key)) remove(key); // too old, or not ours

  if (!user) {
    if (!document.querySelector("[data-logget-ud]")) return;
    const owner = attempt(() => localStorage.getItem(LAST_USER), null);
    if (owner) keysOf(owner).forEach(remove);
    return;
  }
  write(LAST_USER, user);

  // --- Keeping ---

  const keyOf = (form) => `${PREFIX}${user}:${form.getAttribute("hx-post") ?? form.getAttribute("action")}`;
  const fieldsOf = (form) => [...form.elements].filter(({ name, type }) => name && type !== "submit" && !NOT_TYPED.test(name));

  function keep(form) {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    if (!form.isConnected) return;
    const felter = Object.fromEntries(fieldsOf(form).map(({ name, value }) => [name, value]));
    // In a conflict the text still rests on the version that its writer began with.
    const { value: version } = form.elements.foer_version ?? form.elements.version;
    const text = JSON.stringify({ version, tid: Date.now(), felter });
    if (text.length <= MAX_LENGTH) write(keyOf(form), text);
  }

  const keepWaiting = () => [...waiting.keys()].forEach(keep);

  document.addEventListener("input", ({ target: { form } }) => {
    if (!form?.hasAttribute("data-kladde")) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => keep(form), WAIT));
  });
  window.addEventListener("pagehide", keepWaiting);
  document.addEventListener("visibilitychange", keepWaiting);

  // What htmx put in is saved, unless it is refused or was typed meanwhile; resultatkontrakt.js has marked it by now.
  document.addEventListener("htmx:afterSwap", ({ target: part }) => {
    if (!(part instanceof Element)) return;
    const form = part.querySelector("form[data-kladde]");
    if (!form) return;
    if (form.hasAttribute("data-aendret")) keep(form);
    else remove(keyOf(form));
  });

  // --- Putting back ---

  function when(milliseconds) {
    const time = new Date(milliseconds);
    const two = (number) => String(number).padStart(2, "0");
    return `${time.getDate()}.${time.getMonth() + 1}. kl. ${two(time.getHours())}.${two(time.getMinutes())}`;
  }

  const plain = (text) => text.replaceAll("\r\n", "\n").trim();

  function putBack(form) {
    const draft = read(keyOf(form));
    if (!draft || form.hasAttribute("data-aendret")) return; // a refused form shows what was sent
    const other = fieldsOf(form).filter(({ name, value }) => name in draft.felter && plain(draft.felter[name]) !== plain(value));
    if (!other.length) {
      remove(keyOf(form));
      return;
    }
    const shown = form.elements.version.value;
    const before = new Map(other.map((field) => [field, field.value]));
    for (const field of other) {
      field.value = draft.felter[field.name];
      field.closest("details")?.setAttribute("open", "");
    }
    form.elements.version.value = draft.version; // so that the save shows both when somebody has saved since
    form.setAttribute("data-aendret", "");
    tell(form, draft, draft.version !== shown, () => {
      for (const [field, value] of before) field.value = value;
      form.elements.version.value = shown;
    });
  }

  function tell(form, draft, newer, undo) {
    const notice = document.getElementById("kladde-sat-ind").content.firstElementChild.cloneNode(true);
    notice.querySelector("[data-tid]").textContent = when(draft.tid);
    if (!newer) notice.querySelector("[data-nyere]").remove();
    notice.querySelector("[data-slet]").addEventListener("click", () => {
      clearTimeout(waiting.get(form));
      waiting.delete(form);
      remove(keyOf(form));
      undo();
      form.removeAttribute("data-aendret");
      notice.remove();
      fieldsOf(form).find(({ type }) => type !== "hidden")?.focus();
    });
    form.prepend(notice);
  }

  document.querySelectorAll("form[data-kladde]").forEach(putBack);

  // Text of an entry of this report that can no longer be written in: sent in meanwhile, or the user may not any more.
  const place = `${PREFIX}${user}:${location.pathname}`;
  const shownForms = new Set([...document.querySelectorAll("form[data-kladde]")].map(keyOf));
  const isReport = /\/afrapportering\/\d+\/$/.test(location.pathname); // the front page is no entry's place
  for (const key of isReport ? keysOf(user) : []) {
    if (!key.startsWith(place) || shownForms.has(key)) continue;
    const notice = document.getElementById("kladde-uden-felt").content.firstElementChild.cloneNode(true);
    const { felter, tid } = read(key);
    notice.querySelector("[data-tid]").textContent = when(tid);
    notice.querySelector("textarea").value = Object.entries(felter)
      .filter(([name, value]) => /^(tekst|resultat|kilde|afventer|begrundelse)/.test(name) && value.trim())
      .map(([, value]) => value)
      .join("\n\n");
    notice.querySelector("[data-slet]").addEventListener("click", () => {
      remove(key);
      notice.remove();
      document.getElementById("main-content").focus();
    });
    document.querySelector("main h1")?.after(notice);
  }

  // --- Leaving ---

  // Logging in again in this tab: what is typed is put back afterwards, so leaving need not be asked about.
  document.addEventListener("click", ({ target }) => {
    if (!target.closest?.("[data-log-ind]")) return;
    keepWaiting();
    const forms = [...document.querySelectorAll("form[data-vogt][data-aendret]")];
    const kept = forms.every((form) => form.hasAttribute("data-kladde") && read(keyOf(form)));
    if (kept) forms.forEach((form) => form.removeAttribute("data-aendret"));
  });

  // Others may use this machine: one's own log-out removes one's drafts. On the window, before resultatkontrakt.js.
  window.addEventListener("submit", (event) => {
    if (event.target.id !== "log-ud") return;
    keepWaiting();
    const own = keysOf(user);
    if (!own.length) return;
    if (window.confirm(document.getElementById("kladde-log-ud").content.textContent.trim())) {
      own.forEach(remove);
      document.querySelectorAll("form[data-aendret]").forEach((form) => form.removeAttribute("data-aendret"));
    } else {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
})();
