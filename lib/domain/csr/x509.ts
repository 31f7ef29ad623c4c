// @peculiar/x509 needs the metadata of its decorators before anything else of it is loaded; nobody imports it directly.
import "reflect-metadata";

export {
  type Extension,
  Pkcs10CertificateRequest,
  Pkcs10CertificateRequestGenerator,
  SubjectAlternativeNameExtension,
} from "@peculiar/x509";
