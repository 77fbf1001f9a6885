// A labelled field with its hint and its error; the error's place is kept free so that nothing jumps.
import { useId, useState, type InputHTMLAttributes, type ReactNode, type Ref } from "react";
import { IconButton } from "./button.js";

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly ref?: Ref<HTMLInputElement>;
  readonly trailing?: ReactNode;
}

export function TextField({ label, hint, error, trailing, ...rest }: TextFieldProps): ReactNode {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="field" data-invalid={error !== undefined || undefined}>
      <label htmlFor={id}>{label}</label>
      <div className="field-box">
        <input
          {...rest}
          id={id}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
        />
        {trailing}
      </div>
      <p className="field-note" id={`${id}-note`}>
        {note}
      </p>
    </div>
  );
}

/** A secret that can be looked at; `what` names it in the button: "Show password". */
export function PasswordField({
  what = "password",
  ...props
}: Omit<TextFieldProps, "type" | "trailing"> & { readonly what?: string }): ReactNode {
  const [shown, setShown] = useState(false);
  const toggle = (
    <IconButton
      icon={shown ? "eyeOff" : "eye"}
      label={`${shown ? "Hide" : "Show"} ${what}`}
      aria-pressed={shown}
      onClick={() => setShown(!shown)}
    />
  );
  return <TextField {...props} type={shown ? "text" : "password"} trailing={toggle} spellCheck={false} autoCapitalize="off" />;
}
