// Runs in every measured page before its own scripts, ours and the floor's alike, and only watches.
(() => {
  const LOUD = 0.01; // of full scale; the fake microphone speaks at 0.3
  const LOOK_EVERY_MS = 2;
  const now = () => performance.timeOrigin + performance.now();
  const marks = { pressed: null, clicked: null, framed: null, heard: null };
  const peers = [];
  window.genkanBench = marks;

  addEventListener("pointerdown", () => (marks.pressed = now()), true);
  addEventListener("click", () => (marks.clicked = now()), true);

  const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "srcObject");
  Object.defineProperty(HTMLMediaElement.prototype, "srcObject", {
    ...source,
    set(stream) {
      source.set.call(this, stream);
      if (stream === null || !(this instanceof HTMLVideoElement)) return;
      this.requestVideoFrameCallback(() => (marks.framed ??= now()));
    },
  });

  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...configuration) {
      super(...configuration);
      peers.push(this);
    }
  };

  // The level is that of the sound handed to the page, after the network and the jitter buffer.
  const isLoud = (receiver) =>
    receiver.track?.kind === "audio" &&
    receiver.getSynchronizationSources().some(({ audioLevel }) => audioLevel > LOUD);
  setInterval(() => {
    if (marks.heard !== null) return;
    if (peers.some((peer) => peer.connectionState === "connected" && peer.getReceivers().some(isLoud))) {
      marks.heard = now();
    }
  }, LOOK_EVERY_MS);
})();
