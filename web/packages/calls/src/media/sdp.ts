/**
 * An answer names the offer it belongs to, as a session attribute both our ends understand and every
 * SDP parser ignores. Without it an answer to a replaced offer would be taken for the newer one's.
 */
const ATTRIBUTE = "a=x-genkan-offer:";

/** Give the session id of a description: the second field of its `o=` line. */
export function sessionOf(sdp: string): string {
  return /^o=\S+ (\S+)/m.exec(sdp)?.[1] ?? "";
}

export function nameOffer(answerSdp: string, offerSdp: string): string {
  return answerSdp.replace(/^(t=.*\r?\n)/m, `$1${ATTRIBUTE}${sessionOf(offerSdp)}\r\n`);
}

export function answersOffer(answerSdp: string, offerSdp: string): boolean {
  return answerSdp.includes(`${ATTRIBUTE}${sessionOf(offerSdp)}\r\n`);
}

const START_KBITS_PER_SECOND = 500;

/**
 * Let the picture start at its own size. Chromium starts every connection at 300 kbit/s, finds that too little
 * for the first frames, and drops them until it has halved their size; other browsers ignore the line.
 */
export function startQuickly(answerSdp: string): string {
  return answerSdp.replace(
    /^a=rtpmap:(\d+) VP8\/90000\r\n/gm,
    (line, payload) => `${line}a=fmtp:${payload} x-google-start-bitrate=${START_KBITS_PER_SECOND}\r\n`,
  );
}
