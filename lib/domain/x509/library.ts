// @peculiar/x509 needs the metadata of its decorators before anything else of it is loaded; nobody imports it directly.
import "reflect-metadata";

export {
  Extension,
  type PublicKey,
  X509Certificate,
  X509CertificateGenerator,
  X509Crl,
  X509CrlGenerator,
  X509CrlReason,
} from "@peculiar/x509";
