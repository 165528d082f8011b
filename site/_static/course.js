// Formulas. An error is shown in red in its place (class katex-error); the tests look for it.
for (const formula of document.querySelectorAll(".formula")) {
  katex.render(formula.textContent, formula, {
    displayMode: formula.tagName === "DIV",
    throwOnError: false,
    macros: {"\\arraystretch": "1.3"}, // fractions above each other in a matrix do not touch
  });
}

// The number of an equation is a link to it. Screen readers have the equation from its MathML, where no link can be.
for (const formula of document.querySelectorAll("div.formula[id]")) {
  const number = formula.querySelector(".katex-tag .mord");
  const link = document.createElement("a");
  link.href = `#${formula.id}`;
  link.tabIndex = -1;
  number?.replaceWith(link);
  number && link.append(number);
}

// A browser would begin a line with the full stop after a formula, or end one with the bracket before it.
for (const formula of document.querySelectorAll("span.formula")) {
  if (formula.offsetWidth > 150) continue; // must be free to break inside
  const [before, after] = [formula.previousSibling, formula.nextSibling];
  const unbroken = document.createElement("span");
  unbroken.className = "unbroken";
  formula.replaceWith(unbroken);
  unbroken.append(formula);
  if (before instanceof Text) {
    unbroken.prepend(before.data.match(/\S*$/)[0]);
    before.data = before.data.replace(/\S+$/, "");
  }
  if (after instanceof Text) {
    unbroken.append(after.data.match(/^\S*/)[0]);
    after.data = after.data.replace(/^\S+/, "");
  }
}

// What scrolls in itself must be reached by keyboard: display equations that are wider than their line.
function letWideFormulasScroll() {
  for (const formula of document.querySelectorAll(".katex-display")) {
    if (formula.scrollWidth > formula.clientWidth) {
      formula.tabIndex = 0;
    } else {
      formula.removeAttribute("tabindex");
    }
  }
}
document.fonts.ready.then(letWideFormulasScroll);
addEventListener("resize", letWideFormulasScroll);

// Sphinx fetches every page that a search finds, to quote from it. Browsers forbid that in a folder.
if (location.protocol === "file:") {
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
}

// MyST-NB names every fold "Toggle hidden content", which hides "Show the solution" from screen readers.
for (const summary of document.querySelectorAll("details.hide > summary")) {
  summary.removeAttribute("aria-label");
}

// The theme leaves its first sidebar outside the landmarks by which screen readers move.
document.querySelector(".bd-sidebar-primary")?.setAttribute("role", "region");
document.querySelector(".bd-sidebar-primary")?.setAttribute("aria-label", "Course");

// On paper: black on white, with the solutions.
let theme = "light";
const solutions = document.querySelectorAll(".tag_solution details");
addEventListener("beforeprint", () => {
  theme = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
  solutions.forEach((fold) => {
    fold.dataset.open = fold.open;
    fold.open = true;
  });
});
addEventListener("afterprint", () => {
  document.documentElement.dataset.theme = theme;
  solutions.forEach((fold) => {
    fold.open = fold.dataset.open === "true";
  });
});
