import { Notice } from "@/components/patterns/notice";
import { ButtonLink } from "@/components/ui/link";
import { type CreatedRootCa, otherwiseMade } from "./otherwise-made";
import { rootCaPath } from "./paths";

/** A root CA was created: what is there now, and what to do next. */
export function CreatedNotice({ created }: { created: CreatedRootCa }) {
  const { caName } = created.made;
  const otherwise = otherwiseMade(created);
  return (
    <Notice
      kind={otherwise.length === 0 ? "ok" : "attention"}
      alert
      title={
        otherwise.length === 0
          ? `Root CA “${caName}” was created`
          : `Root CA “${caName}” was created with other values than asked for`
      }
      actions={
        <>
          <ButtonLink href={rootCaPath(caName)}>Open it</ButtonLink>
          <ButtonLink href={rootCaPath(caName, "proof")}>Prove possession</ButtonLink>
        </>
      }
    >
      {otherwise.length > 0 ? otherwise.join(" ") : "Next your cloud has to learn to trust it."}
    </Notice>
  );
}
