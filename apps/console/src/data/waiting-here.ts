// How many operations wait in this browser, whoever made them: all that can be told before the server has said who is signed in.

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("The browser's database cannot be read.")));
  });

async function countIn(name: string): Promise<number> {
  const database = await settled(indexedDB.open(name));
  try {
    return await settled(database.transaction("operations").objectStore("operations").count());
  } finally {
    database.close();
  }
}

/** 0 where the browser has no database, or does not say. */
export async function countWaiting(): Promise<number> {
  try {
    const queues = (await indexedDB.databases())
      .map(({ name = "" }) => name)
      .filter((name) => name.startsWith("holdfast queue "));
    const counts = await Promise.all(queues.map(countIn));
    return counts.reduce((sum, count) => sum + count, 0);
  } catch {
    return 0;
  }
}
