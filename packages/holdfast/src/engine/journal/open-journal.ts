// Opens the journal of a directory, or begins one: lock, identity, recovery, first segment (JO-03, JO-07).
import { isHoldfastError, journalIdSchema, type JournalId, type Position } from "@holdfast/contract";
import { lockDirectory } from "./directory-lock.js";
import { nodeFileSystem, systemCode, writeAtomically } from "./file-system.js";
import type { Journal, JournalOptions } from "./journal.js";
import { journalDamaged, journalUnusable } from "./journal-error.js";
import { formatVersion, lineAt, nextLine } from "./line.js";
import { LocalJournal, type Settings } from "./local-journal.js";
import { systemProcesses } from "./process-table.js";
import { recover, segmentPaths, type Recovered } from "./recovery.js";
import { Retention } from "./retention.js";
import { genesis } from "./segment-scan.js";

const mebibyte = 1024 * 1024;
const identityFile = "journal.json";

const defaults = {
  segmentBytes: 16 * mebibyte,
  budgetBytes: 1024 * mebibyte,
  budgetMs: Infinity,
  retentionMs: 24 * 60 * 60 * 1000,
  patienceMs: 5000,
  lockPatienceMs: 0,
  verifyAfter: 0 as Position,
  onUsable: () => undefined,
  encode: (body: unknown) => JSON.stringify(body) as string | undefined,
  files: nodeFileSystem,
  processes: systemProcesses,
} satisfies Partial<JournalOptions>;

/** The id of the journal in a directory; undefined when none was ever begun there. */
async function readIdentity({ files, directory }: Settings): Promise<JournalId | undefined> {
  const path = `${directory}/${identityFile}`;
  try {
    const { id } = JSON.parse((await files.read(path)).toString()) as { id: unknown };
    return journalIdSchema.parse(id);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw journalDamaged(path, 0, "the identity of the journal cannot be read");
  }
}

/**
 * A journal is begun with its first segment, and exists once `journal.json` is there: after a crash in between it is
 * begun again. Segments with entries are never begun over.
 */
async function refuseOrphans({ files, directory }: Settings): Promise<void> {
  for (const path of await segmentPaths(files, directory)) {
    const buffer = await files.read(path);
    const header = lineAt(buffer, 0);
    if (nextLine(buffer, header?.end ?? 0) !== undefined) {
      throw journalDamaged(`${directory}/${identityFile}`, 0, `it is missing, but there are entries in ${path}`);
    }
    await files.remove(path);
  }
}

async function openLocked<Body>(settings: Settings, unlock: () => Promise<void>): Promise<LocalJournal<Body>> {
  const { files, directory, clock, log, verifyAfter } = settings;
  const known = await readIdentity(settings);
  if (known === undefined) await refuseOrphans(settings);
  const id = known ?? journalIdSchema.parse(clock.uuid());
  const begun: Recovered = { segments: [], end: genesis(id), cutBytes: 0 };
  const recovered = known === undefined ? begun : await recover({ files, directory, journal: id, verifyAfter, log });
  const retention = new Retention(files, directory, clock);
  await retention.load();
  const journal = new LocalJournal<Body>(id, recovered, retention, settings, unlock);
  await journal.start();
  if (known === undefined) await writeIdentity(journal, settings);
  return journal;
}

async function writeIdentity(journal: LocalJournal<unknown>, { files, directory, clock }: Settings): Promise<void> {
  const identity = { id: journal.id, format: formatVersion, createdAt: clock.timestamp() };
  try {
    journal.requireUsable();
    await writeAtomically(files, directory, identityFile, `${JSON.stringify(identity)}\n`);
  } catch (error) {
    await journal.close();
    throw isHoldfastError(error) ? error : journalUnusable(error);
  }
}

/**
 * Opens the journal of a directory, or begins one. Throws `journal_locked` while another process has it,
 * `journal_damaged` with file and offset for anything but a torn tail (JO-03), `journal_unusable` when a new journal
 * cannot be begun. A journal that exists also opens on a full disk: it can be read, and becomes usable by itself.
 */
export async function openJournal<Body>(options: JournalOptions): Promise<Journal<Body>> {
  const settings: Settings = { ...defaults, ...options };
  const { files, directory, processes, clock, lockPatienceMs } = settings;
  await files.makeDirectory(directory);
  const unlock = await lockDirectory({ files, directory, processes, clock, patienceMs: lockPatienceMs });
  try {
    return await openLocked<Body>(settings, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}
