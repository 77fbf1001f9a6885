// How many months each class of events is kept, and changing it.
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { api } from "../../data/api.js";
import { policyQuery } from "../../data/operations.js";
import { classWords, trailClasses, type TrailClass } from "../../data/operations-words.js";
import { Button } from "../../parts/button.js";
import { ProblemState } from "../../parts/empty-state.js";
import { TextField } from "../../parts/text-field.js";
import { Block, useAction } from "./panel.js";

const fault = (text: string): string | undefined =>
  /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 1200 ? undefined : "1 to 1,200";

export function RetentionPolicy({ onChanged }: { readonly onChanged: () => void }): ReactNode {
  const { data, error, refetch } = useQuery(policyQuery);
  const [typed, setTyped] = useState<Partial<Record<TrailClass, string>>>({});
  const [busy, run] = useAction();
  if (data === undefined && error !== null) return <ProblemState problem={error} onRetry={() => void refetch()} />;
  const textOf = (name: TrailClass): string => typed[name] ?? String(data?.[name] ?? "");
  const changed = trailClasses.filter((name) => data !== undefined && textOf(name) !== String(data[name]));
  const isWrong = changed.some((name) => fault(textOf(name)) !== undefined);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (changed.length === 0 || isWrong) return;
    const isDone = await run("save", async () => {
      await api.call("changeRetentionPolicy", { body: Object.fromEntries(changed.map((name) => [name, Number(textOf(name))])) });
      return "The trail is kept so from now on, and says that you changed it.";
    });
    onChanged();
    if (isDone) setTyped({});
  };
  return (
    <Block title="How long the trail is kept" note="Months, by class of events. A month goes when no class keeps it any longer.">
      <form className="policy" onSubmit={(event) => void save(event)} noValidate>
        {trailClasses.map((name) => (
          <TextField
            key={name}
            label={classWords[name]}
            inputMode="numeric"
            maxLength={4}
            value={textOf(name)}
            disabled={data === undefined}
            error={data === undefined ? undefined : fault(textOf(name))}
            onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
          />
        ))}
        <Button look="primary" type="submit" busy={busy === "save"} disabled={changed.length === 0 || isWrong}>
          Save
        </Button>
      </form>
    </Block>
  );
}
