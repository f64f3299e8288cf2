// Put into every page before its own scripts: remembers peer connections, and measures what arrives.
(() => {
  const Native = window.RTCPeerConnection;
  const peers = [];
  const configuration = {};
  window.RTCPeerConnection = class extends Native {
    constructor(wanted) {
      super({ ...wanted, ...configuration });
      peers.push(this);
    }

    setConfiguration(wanted) {
      super.setConfiguration({ ...wanted, ...configuration });
    }

    async getStats(...wanted) {
      const stats = await super.getStats(...wanted);
      if (pretendedBps === null) return stats;
      const pretend = (report) =>
        report.type === "candidate-pair" ? { ...report, availableOutgoingBitrate: pretendedBps } : report;
      return new Map([...stats].map(([id, report]) => [id, pretend(report)]));
    }
  };
  let pretendedBps = null;

  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const connected = () => peers.filter((peer) => peer.connectionState === "connected");

  /** Give how many different pictures, none of them black, the video shows; stop at `wanted`. */
  async function countPictures({ selector, wanted, limitMs }) {
    const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 48 });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const seen = new Set();
    const end = performance.now() + limitMs;
    while (seen.size < wanted && performance.now() < end) {
      const video = document.querySelector(selector);
      if (video?.readyState >= 2 && video.videoWidth > 0) {
        context.drawImage(video, 0, 0, canvas.width, canvas.height);
        const print = fingerprint(context.getImageData(0, 0, canvas.width, canvas.height).data);
        if (print !== null) seen.add(print);
      }
      await pause(40);
    }
    return seen.size;
  }

  function fingerprint(pixels) {
    let brightness = 0;
    let print = 0;
    for (let i = 0; i < pixels.length; i += 4) {
      brightness += pixels[i] + pixels[i + 1] + pixels[i + 2];
      print = (print * 31 + (pixels[i] >> 4) * 17 + (pixels[i + 1] >> 4)) | 0;
    }
    return brightness / pixels.length < 8 ? null : print;
  }

  /** Listen until the pitch was heard often enough, or for `limitMs`. */
  async function hear({ pitchHz, otherHz, limitMs }) {
    const context = new AudioContext();
    const analysers = new Map();
    const end = performance.now() + limitMs;
    const heard = { energy: 0, tone: 0, other: 0 };
    while (performance.now() < end && !(heard.energy > 0.001 && heard.tone >= 5)) {
      heard.energy = Math.max(heard.energy, await receivedEnergy());
      for (const track of receivedVoices()) {
        if (!analysers.has(track)) analysers.set(track, analyse(context, track));
      }
      for (const analyser of analysers.values()) {
        const levels = new Float32Array(analyser.frequencyBinCount);
        analyser.getFloatFrequencyData(levels);
        const hzPerBin = context.sampleRate / analyser.fftSize;
        const level = (hz) => Math.max(...levels.slice(Math.floor(hz / hzPerBin) - 1, hz / hzPerBin + 3));
        if (level(pitchHz) > -60 && level(pitchHz) > level(otherHz) + 10) heard.tone += 1;
        if (level(otherHz) > -60 && level(otherHz) > level(pitchHz)) heard.other += 1;
      }
      await pause(50);
    }
    await context.close();
    return heard;
  }

  function analyse(context, track) {
    const analyser = Object.assign(context.createAnalyser(), { fftSize: 4096 });
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    return analyser;
  }

  function receivedVoices() {
    const tracks = connected().flatMap((peer) => peer.getReceivers().map((receiver) => receiver.track));
    return tracks.filter((track) => track.kind === "audio");
  }

  async function receivedEnergy() {
    let energy = 0;
    for (const peer of connected()) {
      for (const report of (await peer.getStats()).values()) {
        if (report.type === "inbound-rtp" && report.kind === "audio") energy += report.totalAudioEnergy ?? 0;
      }
    }
    return energy;
  }

  /** Give the kind of each connection's own end (host, srflx, prflx, relay), once one has its way. */
  async function listRoutes({ limitMs }) {
    const end = performance.now() + limitMs;
    for (;;) {
      const routes = await Promise.all(connected().map(routeOf));
      if (routes.length > 0 && routes.every((route) => route !== null)) return routes;
      if (performance.now() >= end) {
        const states = peers.map((peer) => `${peer.connectionState}/${peer.iceConnectionState}`);
        throw new Error(`no way within ${limitMs} ms: ${states.join(", ")}`);
      }
      await pause(50);
    }
  }

  /** A loaded machine may test its way again just now: the chosen pair is for a moment neither. */
  async function routeOf(peer) {
    const reports = [...(await peer.getStats()).values()];
    const pair = reports.find((r) => r.type === "candidate-pair" && r.nominated && r.state === "succeeded");
    return reports.find((r) => r.id === pair?.localCandidateId)?.candidateType ?? null;
  }

  const countOpenPeers = () => peers.filter((peer) => peer.connectionState !== "closed").length;

  /** As if no direct way led from one end to the other. */
  const useRelaysOnly = () => Object.assign(configuration, { iceTransportPolicy: "relay" });

  /** As if the browser had found that the line bears so much; null: as it finds. */
  const pretendLine = (bps) => {
    pretendedBps = bps;
  };

  window.measure = { pretendLine, countPictures, hear, listRoutes, countOpenPeers, useRelaysOnly };
})();
