import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";

/** For a person whose role opens no keys: told here rather than after a refused call. */
export function KeysRefused() {
  return (
    <Panel>
      <Notice title="Keys are for owners and admins">
        <p>Your role in this team does not manage its keys. Ask an owner or an admin to make one for you.</p>
      </Notice>
    </Panel>
  );
}
