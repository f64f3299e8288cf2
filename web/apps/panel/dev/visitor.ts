/** A visitor with a parcel in front of a lobby's camera, drawn: no person's picture is needed. */
const WIDTH = 640;
const HEIGHT = 360;

export function drawVisitor(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  if (pen === null) return canvas;
  const draw = (ms: number) => {
    drawStreet(pen);
    drawPerson(pen, WIDTH / 2 + Math.sin(ms / 1_400) * 6, 96 + Math.sin(ms / 700) * 2);
    requestAnimationFrame(draw);
  };
  draw(0);
  return canvas;
}

function drawStreet(pen: CanvasRenderingContext2D): void {
  const sky = pen.createLinearGradient(0, 0, 0, HEIGHT);
  sky.addColorStop(0, "#cfdce6");
  sky.addColorStop(0.62, "#e9e4d8");
  sky.addColorStop(0.63, "#b9b2a4");
  sky.addColorStop(1, "#8f897d");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = "#9fb39a";
  for (const [x, radius] of [
    [70, 60],
    [130, 44],
    [560, 70],
    [500, 40],
  ] as const) {
    pen.beginPath();
    pen.arc(x, 215, radius, Math.PI, 0);
    pen.fill();
  }
  pen.fillStyle = "#6f6a61";
  pen.fillRect(0, 0, 26, HEIGHT);
  pen.fillRect(WIDTH - 26, 0, 26, HEIGHT);
}

function drawPerson(pen: CanvasRenderingContext2D, x: number, y: number): void {
  pen.fillStyle = "#2f4a6d"; // jacket
  pen.beginPath();
  pen.roundRect(x - 105, y + 108, 210, 220, 60);
  pen.fill();
  pen.fillStyle = "#d9a988"; // neck and face
  pen.fillRect(x - 20, y + 80, 40, 42);
  pen.beginPath();
  pen.ellipse(x, y + 48, 46, 56, 0, 0, Math.PI * 2);
  pen.fill();
  pen.fillStyle = "#1f4e8c"; // cap
  pen.beginPath();
  pen.ellipse(x, y + 22, 52, 40, 0, Math.PI, 0);
  pen.fill();
  pen.fillRect(x - 62, y + 18, 124, 10);
  pen.fillStyle = "#2b2622";
  for (const eye of [-17, 17]) {
    pen.beginPath();
    pen.arc(x + eye, y + 48, 4, 0, Math.PI * 2);
    pen.fill();
  }
  pen.strokeStyle = "#8a4b38";
  pen.lineWidth = 4;
  pen.lineCap = "round";
  pen.beginPath();
  pen.arc(x, y + 68, 15, 0.2 * Math.PI, 0.8 * Math.PI);
  pen.stroke();
  pen.fillStyle = "#b98a55"; // parcel
  pen.beginPath();
  pen.roundRect(x - 88, y + 196, 176, 120, 6);
  pen.fill();
  pen.fillStyle = "#d9b98a";
  pen.fillRect(x - 14, y + 196, 28, 120);
}
