// The door of the sample catalogue.
export { type SampleRecord } from "./sample-record.js";
export { sampleRecords, sampleSize } from "./sample-records.js";
