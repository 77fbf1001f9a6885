// A message as it travels (RFC 5322): headers in ASCII, the text as UTF-8 in base64.
import type { MailMessage } from "../mail.js";

export interface Envelope {
  readonly from: string;
  /** An address alone, without a name. */
  readonly fromAddress: string;
  readonly id: string;
  readonly at: Date;
}

const lineBreak = "\r\n";
const printable = /^[\x20-\x7e]*$/;
/** Bytes in one encoded word: 75 characters with its frame (RFC 2047). */
const bytesPerWord = 45;

/** Text in a header: as it is, or in encoded words that do not split a character. */
export function headerText(text: string): string {
  const oneLine = text.replaceAll(/[\r\n\t]+/g, " ");
  if (printable.test(oneLine) && !oneLine.includes("=?")) return oneLine;
  const words: string[] = [];
  let word = "";
  for (const character of oneLine) {
    if (Buffer.byteLength(word + character) > bytesPerWord) {
      words.push(word);
      word = "";
    }
    word += character;
  }
  return [...words, word].map((part) => `=?UTF-8?B?${Buffer.from(part).toString("base64")}?=`).join(`${lineBreak} `);
}

/** Days and months are named in English whatever the machine speaks. */
const dateText = (at: Date): string => at.toUTCString().replace("GMT", "+0000");

const inLines = (base64: string): string => base64.replaceAll(/.{76}/g, `$&${lineBreak}`);

/** The whole message, lines ended by CRLF, dots doubled at their beginning. */
export function mimeMessage({ to, subject, text }: MailMessage, { from, fromAddress, id, at }: Envelope): string {
  const host = fromAddress.slice(fromAddress.lastIndexOf("@") + 1);
  const headers = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${headerText(subject)}`,
    `Date: ${dateText(at)}`,
    `Message-ID: <${id}@${host}>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: base64",
    "Auto-Submitted: auto-generated",
  ];
  const body = inLines(Buffer.from(text.replaceAll(/\r?\n/g, lineBreak)).toString("base64"));
  return `${headers.join(lineBreak)}${lineBreak}${lineBreak}${body}${lineBreak}`.replaceAll(/^\./gm, "..");
}
