// Keeps a funding key's running total up to date while amounts are typed. The server adds and words it, as it does
// when the page is shown, so that there is one rule for what rounding can explain.
(() => {
  "use strict";

  const total = document.getElementById("loebende-sum");
  const form = total?.closest("form");
  let pause;
  let pending;

  async function update() {
    const typed = new URLSearchParams();
    for (const { name, value } of form.elements) {
      if (name === "i_alt" || name.startsWith("bidrag_")) typed.set(name, value);
    }
    pending?.abort();
    pending = new AbortController();
    try {
      const answer = await fetch(`${total.dataset.adresse}?${typed}`, { signal: pending.signal });
      if (answer.ok && !answer.redirected) total.innerHTML = await answer.text();
    } catch {
      // Overtaken by the next figure, or no connection: the total is computed again when the key is saved.
    }
  }

  form?.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(update, 200); // milliseconds
  });
})();
