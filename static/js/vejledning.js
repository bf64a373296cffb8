// The grid of guidance: running sums, arrow keys up and down, and a block from a spreadsheet pasted into a cell. The
// server says which figure goes where, by the same rule as for a block that is sent without this file; its Danish texts
// stand in the page's templates. A paste can be undone by the button beside what was said of it, or by Ctrl+Z.
(() => {
  "use strict";

  const form = document.querySelector("form[data-gitter]");
  if (!form) return;
  const table = form.querySelector("table");
  const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("input")]);
  const INDIVIDUAL = 4; // the first columns are individual courses, which alone may be added to each other
  const said = document.getElementById("indsat");
  const text = (id) => document.getElementById(id).content.textContent.trim();
  let undo = null;

  // --- Sums: what cannot be read is left out, as on the server ---

  function read(field) {
    const typed = field.value.trim();
    return /^\+?([1-9]\d{0,2}(\.\d{3})+|\d+)(,0+)?$/.test(typed) ? Number(typed.replace(/\.|,.*/g, "")) : null;
  }

  function sum(fields) {
    const known = fields.map(read).filter((figure) => figure !== null);
    return known.length ? known.reduce((a, b) => a + b, 0).toLocaleString("de-DE") : ""; // points, as Danish has them
  }

  function update() {
    table.querySelectorAll("[data-raekkesum]").forEach((cell, row) => { cell.textContent = sum(rows[row].slice(0, INDIVIDUAL)); });
    table.querySelectorAll("[data-sum]").forEach((cell, column) => { cell.textContent = sum(rows.map((row) => row[column])); });
    const all = table.querySelector("[data-sum-individuelle]");
    all.textContent = sum(rows.flatMap((row) => row.slice(0, INDIVIDUAL)));
  }

  form.addEventListener("input", update);
  document.addEventListener("DOMContentLoaded", update); // a draft may have been put back

  // --- Up and down from cell to cell, as in a spreadsheet ---

  table.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = rows.findIndex((cells) => cells.includes(event.target));
    if (!step || row < 0) return;
    const next = rows[row + step]?.[rows[row].indexOf(event.target)];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  });

  // --- Pasting ---

  function put(values) {
    const before = {};
    for (const [name, value] of Object.entries(values)) {
      const field = form.elements[name];
      before[name] = field.value;
      field.value = value;
    }
    form.elements[Object.keys(values)[0]]?.dispatchEvent(new Event("input", { bubbles: true })); // sums, draft, "Ikke gemt"
    return before;
  }

  function say(first, others = []) {
    const line = document.createElement("p");
    line.textContent = first;
    const list = document.createElement("ul");
    list.append(...others.map((message) => Object.assign(document.createElement("li"), { textContent: message })));
    said.replaceChildren(line, ...(others.length ? [list] : []));
  }

  function offerUndo(before, start) {
    const after = Object.fromEntries(Object.keys(before).map((name) => [name, form.elements[name].value]));
    undo = () => {
      // What was typed since the paste stays.
      put(Object.fromEntries(Object.entries(before).filter(([name]) => form.elements[name].value === after[name])));
      undo = null;
      say(text("indsat-fortrudt"));
      start.focus();
    };
    const button = document.getElementById("indsat-fortryd").content.firstElementChild.cloneNode(true);
    button.addEventListener("click", () => undo?.());
    said.append(button);
  }

  async function paste(start, block) {
    const sent = new URLSearchParams({ blok: block, fra: start.name });
    for (const name of ["csrfmiddlewaretoken", "bruger"]) sent.set(name, form.elements[name].value);
    try {
      const answer = await fetch(form.dataset.indsaet, { method: "POST", body: sent, headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const { celler, kvittering, beskeder } = await answer.json();
      say(kvittering, beskeder);
      if (Object.keys(celler).length) offerUndo(put(celler), start);
    } catch {
      say(text("indsat-fejl"));
    }
  }

  table.addEventListener("paste", (event) => {
    const block = event.clipboardData?.getData("text/plain") ?? "";
    if (!event.target.name || !/[\t\n]/.test(block.replace(/\r?\n$/, ""))) return; // one figure is pasted as ever
    event.preventDefault();
    paste(event.target, block);
  });

  form.addEventListener("keydown", (event) => {
    if (!undo || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    event.preventDefault();
    undo();
  });
  form.addEventListener("input", ({ isTrusted }) => {
    if (isTrusted) undo = null; // Ctrl+Z is the field's own again once something is typed
  });
})();
