// The identifiers that travel between rooms, branded so that one kind is never passed for another.
import { z } from "zod";

// Any UUID, also of the application's own making; one spelling, so that an id never meets a twin of itself.
const uuid = z.guid().toLowerCase();

/** A person, a UUID of the users table (ours or the application's). */
export const userIdSchema = uuid.brand("UserId");
export type UserId = z.infer<typeof userIdSchema>;

/** A row of the catalogue that users select from. */
export const recordIdSchema = uuid.brand("RecordId");
export type RecordId = z.infer<typeof recordIdSchema>;

/** A named list of selected records. */
export const groupIdSchema = uuid.brand("GroupId");
export type GroupId = z.infer<typeof groupIdSchema>;

/** Chosen by the client for one change; a repeat of the same id returns the first answer (SE-01). */
export const operationIdSchema = uuid.brand("OperationId");
export type OperationId = z.infer<typeof operationIdSchema>;

/** A row of the issued or held tokens: never part of a secret, safe to print. */
export const tokenIdSchema = uuid.brand("TokenId");
export type TokenId = z.infer<typeof tokenIdSchema>;

/** The organisation or tenant that a token belongs to. */
export const tenantIdSchema = uuid.brand("TenantId");
export type TenantId = z.infer<typeof tenantIdSchema>;

/** One journal directory for its whole life, across restarts. */
export const journalIdSchema = uuid.brand("JournalId");
export type JournalId = z.infer<typeof journalIdSchema>;

/** A place in a journal: 1 for its first operation, then one more for each, without gaps. 0 means "before the first". */
export const positionSchema = z.int().nonnegative().brand("Position");
export type Position = z.infer<typeof positionSchema>;

/** A number on each group that every change of the group raises by one (SE-06). */
export const versionSchema = z.int().nonnegative().brand("Version");
export type Version = z.infer<typeof versionSchema>;

/** A number on each token row that every change raises. */
export const generationSchema = z.int().positive().brand("Generation");
export type Generation = z.infer<typeof generationSchema>;

/** ISO 8601 with zone, as it appears in answers: `2026-01-31T10:20:30.123456Z`. */
export const timestampSchema = z.iso.datetime({ offset: true });
