/** Pictures and a document to send, drawn here: an attendance sheet, a meeting, a plan. */

import { el, icon, ICONS } from "./dom.js";
import { t } from "./words.js";

const WIDE = 960;
const HIGH = 720;

export const SAMPLES = [
  { name: "sample_sheet", picture: true, ...picture("sample_sheet", sheet) },
  { name: "sample_meeting", picture: true, ...picture("sample_meeting", meeting) },
  { name: "sample_plan", picture: true, ...picture("sample_plan", plan) },
  { name: "sample_file", picture: false, face: () => icon(ICONS.file), make: minutes },
];

function picture(name, draw) {
  const canvas = () => {
    const made = el("canvas", { width: WIDE, height: HIGH });
    draw(made.getContext("2d"), name);
    return made;
  };
  // At once, for a browser makes blobs of a canvas only when it has nothing else to do.
  const make = () => {
    const data = atob(canvas().toDataURL("image/jpeg", 0.85).split(",")[1]);
    return new File([Uint8Array.from(data, (letter) => letter.charCodeAt(0))], `${name}.jpg`, { type: "image/jpeg" });
  };
  return { face: canvas, make };
}

function paper(pen, name) {
  pen.fillStyle = "#d8d2c6";
  pen.fillRect(0, 0, WIDE, HIGH);
  pen.fillStyle = "#fffdf8";
  pen.fillRect(60, 40, WIDE - 120, HIGH - 80);
  pen.fillStyle = "#1b2733";
  pen.font = "600 40px Sarabun";
  pen.textAlign = "center";
  pen.fillText(t(name), WIDE / 2, 110);
  pen.textAlign = "left";
}

function sheet(pen, name) {
  paper(pen, name);
  const columns = [100, 190, 470, 640, WIDE - 100];
  const headings = t("sample_sheet_lines").split("|");
  pen.strokeStyle = "#8a8f96";
  pen.font = "600 24px Sarabun";
  headings.forEach((words, place) => pen.fillText(words, columns[place] + 12, 180));
  for (let row = 0; row < 8; row += 1) {
    const y = 145 + row * 64;
    for (let column = 0; column < 4; column += 1) pen.strokeRect(columns[column], y, columns[column + 1] - columns[column], 64);
    if (row === 0) continue;
    pen.font = "24px Sarabun";
    pen.fillText(String(row), columns[0] + 30, y + 42);
    scribble(pen, columns[1] + 16, y + 40, 200, row);
    scribble(pen, columns[2] + 16, y + 40, 90, row + 3);
    scribble(pen, columns[3] + 16, y + 36, 150, row + 5, "#1f3f8f");
  }
}

/** Handwriting that nobody can read, the same each time. */
function scribble(pen, x, y, length, seed, colour = "#3b4652") {
  pen.save();
  pen.strokeStyle = colour;
  pen.lineWidth = 2.5;
  pen.beginPath();
  pen.moveTo(x, y);
  for (let step = 1; step <= length / 8; step += 1) {
    const lift = Math.sin(step * (1.3 + seed / 7)) * (6 + (step * seed) % 7);
    pen.lineTo(x + step * 8, y + lift - 4);
  }
  pen.stroke();
  pen.restore();
}

function meeting(pen) {
  const wall = pen.createLinearGradient(0, 0, 0, HIGH);
  wall.addColorStop(0, "#c9d6de");
  wall.addColorStop(1, "#eef1ee");
  pen.fillStyle = wall;
  pen.fillRect(0, 0, WIDE, HIGH);
  pen.fillStyle = "#ffffff";
  pen.fillRect(280, 70, 400, 230);
  pen.fillStyle = "#0b4a6f";
  [0.45, 0.8, 0.6, 0.95].forEach((share, place) => pen.fillRect(330 + place * 80, 270 - share * 160, 48, share * 160));
  pen.fillStyle = "#8b6b4a";
  pen.beginPath();
  pen.ellipse(WIDE / 2, 640, 430, 150, 0, 0, 7);
  pen.fill();
  ["#5b7c99", "#a35d5d", "#6d8f66", "#7a6a9c", "#b08946", "#54707c"].forEach((colour, place) => person(pen, 130 + place * 140, 470, colour));
}

function person(pen, x, y, colour) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.roundRect(x - 52, y - 10, 104, 130, 40);
  pen.fill();
  pen.fillStyle = "#e0b896";
  pen.beginPath();
  pen.arc(x, y - 50, 40, 0, 7);
  pen.fill();
  pen.fillStyle = "#2b2320";
  pen.beginPath();
  pen.arc(x, y - 60, 40, 3.3, 6.1);
  pen.fill();
}

function plan(pen, name) {
  paper(pen, name);
  pen.fillStyle = "#e3e7eb";
  for (let row = 0; row < 7; row += 1) {
    pen.fillRect(100, 170 + row * 68, WIDE - 200, 2);
    scribble(pen, 110, 215 + row * 68, 220, row + 2);
  }
  ["#0072b2", "#e69f00", "#0072b2", "#5f6368", "#0072b2", "#e69f00"].forEach((colour, row) => {
    pen.fillStyle = colour;
    pen.fillRect(380 + row * 55, 190 + row * 68, 190, 30);
  });
}

/** A PDF of one page. */
function minutes() {
  const words = "BT /F1 28 Tf 72 760 Td (Minutes of the meeting) Tj 0 -48 Td /F1 14 Tf (A sample document of the demo.) Tj ET";
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${words.length} >>\nstream\n${words}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const places = objects.map((object, number) => {
    const place = text.length;
    text += `${number + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  text += `${end}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return new File([text], t("sample_file"), { type: "application/pdf" });
}
