// A labelled field of several lines.
import { useId, type ReactNode, type TextareaHTMLAttributes } from "react";

interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  readonly label: string;
}

export function TextArea({ label, ...rest }: TextAreaProps): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="field-box">
        <textarea {...rest} id={id} />
      </div>
    </div>
  );
}
