import type { LineSample } from "./line-level";

interface AnyReport {
  id: string;
  type: string;
  [field: string]: unknown;
}

/** What an installer wants to see of one connection. */
export interface LineFigures {
  /** By which way the packets leave, such as "host udp" or "relay tcp"; null: none yet. */
  route: string | null;
  widthPx: number | null;
  heightPx: number | null;
  framesPerSecond: number | null;
  codec: string | null;
  availableBps: number | null;
  roundTripMs: number | null;
  lostShare: number;
  sentBytes: number;
  receivedBytes: number;
}

/** Read a connection's statistics. Browsers leave out what they do not know. */
export function readFigures(stats: RTCStatsReport): LineFigures {
  const reports = [...stats.values()] as AnyReport[];
  const of = (type: string) => reports.filter((report) => report.type === type);
  const chosen = of("transport").map((report) => report.selectedCandidatePairId);
  // Firefox names no chosen pair, but marks it; Chromium marks several as nominated.
  const pair =
    reports.find(({ id }) => chosen.includes(id)) ??
    of("candidate-pair").find((report) => report.selected === true);
  const local = reports.find(({ id }) => id === pair?.localCandidateId);
  const picture = of("outbound-rtp").find(({ kind }) => kind === "video");
  const codec = reports.find(({ id }) => id === picture?.codecId);
  const lost = of("remote-inbound-rtp").map((report) => toNumber(report.fractionLost) ?? 0);
  const roundTripS = toNumber(pair?.currentRoundTripTime);
  return {
    route: local === undefined ? null : `${local.candidateType} ${local.relayProtocol ?? local.protocol}`,
    widthPx: toNumber(picture?.frameWidth),
    heightPx: toNumber(picture?.frameHeight),
    framesPerSecond: toNumber(picture?.framesPerSecond),
    codec: typeof codec?.mimeType === "string" ? codec.mimeType.replace(/^video\//, "") : null,
    availableBps: toNumber(pair?.availableOutgoingBitrate),
    roundTripMs: roundTripS === null ? null : Math.round(roundTripS * 1_000),
    lostShare: Math.max(0, ...lost),
    sentBytes: toNumber(pair?.bytesSent) ?? 0,
    receivedBytes: toNumber(pair?.bytesReceived) ?? 0,
  };
}

export function toSample({ availableBps, lostShare }: LineFigures): LineSample {
  return { availableBps, lostShare };
}

function toNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
