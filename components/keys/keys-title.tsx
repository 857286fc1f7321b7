import { PageTitle } from "../shell/page-title";

export function KeysTitle() {
  return (
    <PageTitle
      title="Keys"
      lead="A program calls Fairlead with an API key. Every decision names the key that asked."
    />
  );
}
