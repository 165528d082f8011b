// The blocks of a section are distributed to as many slides as they need, one below the other.

const [WIDTH, HEIGHT] = [1280, 720];
const [TEXT, SMALLEST_TEXT] = [26, 12]; // pixels, the first as in slides.css
const TOO_MUCH = 1.1; // times the height of a slide
const [SMALLEST_FIGURE, LARGEST_FIGURE] = [1.1, 1.6]; // times its size in the notebook
const slides = document.querySelector(".slides");

for (const formula of slides.querySelectorAll(".math")) {
  katex.render(formula.textContent, formula, {
    displayMode: formula.tagName === "DIV",
    throwOnError: false,
    macros: {"\\arraystretch": "1.3"}, // fractions above each other in a matrix do not touch
  });
}

addEventListener("load", async () => {
  const pictures = [...slides.querySelectorAll("img")];
  await Promise.all([document.fonts.ready, ...pictures.map((picture) => picture.decode())]);
  slides.querySelectorAll(":scope > section:not(.page)").forEach(distribute);
  slides.classList.add("ready");
  Reveal.initialize({
    width: WIDTH, height: HEIGHT, margin: 0, center: false, hash: true, slideNumber: "c/t", transition: "none",
    controlsLayout: "edges", controlsTutorial: false,
  });
});

function distribute(section) {
  const [heading, ...elements] = section.children;
  const {paddingTop, paddingBottom} = getComputedStyle(section);
  const bottom = HEIGHT - parseFloat(paddingBottom);
  const room = bottom - parseFloat(paddingTop) - heading.offsetHeight;
  elements.forEach((element) => setBeside(element, room));
  const blocks = elements.filter((element) => element.parentNode === section).map((element) => measure(element, room));
  // A little too much on some slide is better than a slide more. Then all are filled evenly: with the lowest limit.
  let limit = pages(blocks, TOO_MUCH * room, room).length < pages(blocks, room, room).length ? TOO_MUCH * room : room;
  const fewest = pages(blocks, limit, room).length;
  while (limit > 100 && pages(blocks, limit - 10, room).length === fewest) limit -= 10;
  section.replaceChildren(...pages(blocks, limit, room).map((page, place) => {
    const slide = document.createElement("section");
    slide.className = "page";
    const title = heading.cloneNode(true);
    title.classList.toggle("again", place > 0);
    resizeFigures(page, room);
    slide.append(title, ...page.map((block) => block.element));
    return slide;
  }));
  for (const slide of section.children) shrinkText(slide, () => end(slide) > bottom);
}

const end = (slide) => slide.lastChild.getBoundingClientRect().bottom - slide.getBoundingClientRect().top;

function shrinkText(element, tooLarge) {
  let size = parseFloat(getComputedStyle(element).fontSize);
  while (tooLarge() && size > SMALLEST_TEXT) {
    size -= 0.5;
    element.style.fontSize = `${size}px`;
  }
}

// A high figure and the paragraph that reads it, which one slide does not hold one below the other, go side by side.
function setBeside(element, room) {
  const [picture, text] = [element.querySelector(":scope > img"), element.nextElementSibling];
  if (!picture || !text?.querySelector(":scope > p") || "keep" in text.dataset) return;
  const [width, height] = size(picture);
  const rest = element.offsetHeight - picture.offsetHeight;
  const half = 0.56 * element.clientWidth;
  if (SMALLEST_FIGURE * height + text.offsetHeight > room && SMALLEST_FIGURE * width <= half) {
    // In em, so that it shrinks with the text of its slide; 1 because heights are rounded.
    picture.style.width = `${Math.min(half, (room - rest - 1) * width / height) / TEXT}em`;
    element.classList.add("beside");
    element.append(...text.childNodes);
    text.remove();
  }
}

// Width and height of a picture in its notebook.
function size(picture) {
  const width = Number(picture.getAttribute("width") ?? picture.naturalWidth);
  return [width, width * picture.naturalHeight / picture.naturalWidth];
}

// A block and its least height. Text that is too wide or too high becomes smaller; a figure is resized later.
function measure(element, room) {
  const picture = element.querySelector(":not(.beside) > img");
  if (picture) {
    const rest = element.offsetHeight - picture.offsetHeight; // below the picture, the buttons of an animation
    const [width, height] = size(picture);
    const most = Math.min(LARGEST_FIGURE * height, element.clientWidth * height / width, room - rest);
    const least = Math.min(SMALLEST_FIGURE * height, most);
    return {element, picture, height: least + rest, spare: most - least, least};
  }
  shrinkText(element, () => element.scrollWidth > element.clientWidth || element.offsetHeight > room);
  return {element, height: element.getBoundingClientRect().height, keep: "keep" in element.dataset};
}

const total = (blocks) => blocks.reduce((sum, block) => sum + block.height, 0);

// Blocks that belong together share a slide, unless they are too much for any.
function pages(blocks, limit, room) {
  const groups = [];
  blocks.forEach((block, place) => {
    if (!blocks[place - 1]?.keep) groups.push([]);
    groups.at(-1).push(block);
  });
  const result = [[]];
  for (const group of groups) {
    for (const part of total(group) <= TOO_MUCH * room ? [group] : group.map((block) => [block])) {
      if (result.at(-1).length && total(result.at(-1)) + total(part) > limit) result.push([]);
      result.at(-1).push(...part);
    }
  }
  return result;
}

// The figures of a slide share what is left of its height, or is missing.
function resizeFigures(page, room) {
  const figures = page.filter((block) => block.picture);
  let left = room - total(page);
  figures.forEach((figure, place) => {
    const more = Math.min(figure.spare, left / (figures.length - place));
    figure.picture.style.height = `${figure.least + more}px`;
    figure.picture.style.width = "auto";
    left -= more;
  });
}
