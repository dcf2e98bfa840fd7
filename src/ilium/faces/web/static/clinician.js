/* Keys for the clinician's page. Without this script every control works by Tab, arrows and Space. */
(() => {
  "use strict";
  const box = document.getElementById("filter-box");
  const filter = document.getElementById("filter");
  const form = document.getElementById("clinician");
  const rows = () => form.querySelectorAll("[data-find]");
  const SIGNS = { "+": ["new", "yes"], y: ["new", "yes"], "-": ["no"], n: ["no"], "=": ["same"], "?": ["unknown"], u: ["unknown"], 0: [""] };

  function show(wanted) {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows()) {
      row.hidden = !words.every((word) => row.dataset.find.includes(word));
    }
    for (const group of form.querySelectorAll(".cl-group, .cl-list")) {
      group.hidden = words.length > 0 && !group.querySelector("[data-find]:not([hidden])");
    }
  }

  function first(row) {
    return row && (row.querySelector("input:checked") || row.querySelector("input, select"));
  }

  function sign(target, key) {
    const row = target.closest(".cl-row");
    const input = (SIGNS[key] || [])
      .map((value) => row && row.querySelector(`input[type="radio"][value="${value}"]`))
      .find(Boolean);
    if (!input) return false;
    input.focus();
    input.checked = true;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  box.hidden = false;
  filter.addEventListener("input", () => show(filter.value));
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      const found = [...rows()].filter((row) => !row.hidden && row.offsetParent);
      found.sort((one, other) => one.dataset.find.length - other.dataset.find.length);
      if (!filter.value.trim() || !found.length) return;
      filter.value = "";
      show("");
      first(found[0]).focus();
      found[0].scrollIntoView({ block: "nearest" });
    } else if (event.key === "Escape") {
      filter.value = "";
      show("");
    }
  });
  form.addEventListener("keydown", (event) => {
    const radio = event.target.matches('input[type="radio"]');
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (radio && sign(event.target, event.key)) event.preventDefault();
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      if (!radio) event.target.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target === filter) return;
    event.preventDefault();
    filter.select();
    filter.focus();
  });
  document.addEventListener("htmx:after:swap", () => {
    show(filter.value);
    const trail = document.getElementById("trail");
    if (document.activeElement?.closest(".cl-rank") && trail.firstElementChild) trail.focus();
  });
})();
