import type { IceServer, Signal } from "@genkan/contract";

/** Makes the browser's connections; tests give a fake. */
export type PeerFactory = (configuration: RTCConfiguration) => RTCPeerConnection;

export const openPeer: PeerFactory = (configuration) => new RTCPeerConnection(configuration);

export function toConfiguration(ice: readonly IceServer[]): RTCConfiguration {
  return {
    bundlePolicy: "max-bundle",
    rtcpMuxPolicy: "require",
    iceServers: ice.map(({ urls, username, credential }) => ({
      urls,
      ...(username ? { username } : {}),
      ...(credential ? { credential } : {}),
    })),
  };
}

export function toCandidateSignal(candidate: RTCIceCandidate): Signal {
  return {
    type: "candidate",
    candidate: candidate.candidate,
    sdp_mid: candidate.sdpMid,
    sdp_m_line_index: candidate.sdpMLineIndex,
  };
}

/** Remote candidates, held back until the connection knows what they belong to. */
export class RemoteCandidates {
  readonly #peer: RTCPeerConnection;
  #waiting: Signal[] | null = [];

  constructor(peer: RTCPeerConnection) {
    this.#peer = peer;
  }

  add(signal: Signal): void {
    if (this.#waiting !== null) this.#waiting.push(signal);
    else this.#give(signal);
  }

  /** The remote description is set: hand over what waited, and everything after it at once. */
  release(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const signal of waiting) this.#give(signal);
  }

  #give(signal: Signal): void {
    if (!signal.candidate) return;
    const candidate = {
      candidate: signal.candidate,
      sdpMid: signal.sdp_mid ?? null,
      sdpMLineIndex: signal.sdp_m_line_index ?? null,
    };
    // A candidate of a replaced connection fits nothing any more; the others do the work.
    this.#peer.addIceCandidate(candidate).catch(() => undefined);
  }
}
