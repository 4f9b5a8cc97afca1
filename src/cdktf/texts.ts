import { Tokenization } from 'cdktf';

/** `${` and `%{` are Terraform's own: doubled they are text again, as a shell script and a policy mean them. Tokens stay what they are. */
export function literal(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, '$$${').replace(/%\{/g, '%%{');
}

/** The provider wants some numbers as texts. */
export function numberText(value: number): string;
export function numberText(value: number | undefined): string | undefined;
export function numberText(value: number | undefined): string | undefined {
  return value === undefined ? undefined : Tokenization.stringifyNumber(value);
}
