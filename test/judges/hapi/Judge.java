import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.utilities.npm.NpmPackage;

/**
 * Judges resources by HAPI's validator: packages of guides are its arguments, a line of its input is a name, the canonical of a
 * profile and the resource as JSON, separated by tabs. A line of its output is the name, a severity, a place and what it says.
 * It asks no server for codes or packages.
 */
public class Judge {
  static final List<String> CONFORMANCE = List.of("StructureDefinition", "ValueSet", "CodeSystem");

  static void load(String file, PrePopulatedValidationSupport guides, IParser parser) throws Exception {
    NpmPackage one = NpmPackage.fromPackage(new FileInputStream(file));
    for (String type : CONFORMANCE)
      for (String name : one.listResources(type))
        guides.addResource(parser.parseResource(one.loadResource(name)));
  }

  public static void main(String[] packages) throws Exception {
    FhirContext r4 = FhirContext.forR4();
    IParser parser = r4.newJsonParser();
    parser.setParserErrorHandler(new LenientErrorHandler(false));
    PrePopulatedValidationSupport guides = new PrePopulatedValidationSupport(r4);
    for (String file : packages) load(file, guides, parser);
    FhirInstanceValidator instances = new FhirInstanceValidator(new ValidationSupportChain(
        new DefaultProfileValidationSupport(r4),
        guides,
        new CommonCodeSystemsTerminologyService(r4),
        new InMemoryTerminologyServerValidationSupport(r4)));
    instances.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
    // The code lists of X12, CPT and ICD-10-CM are not in the packages.
    instances.setNoTerminologyChecks(true);
    FhirValidator validator = r4.newValidator().registerValidatorModule(instances);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = lines.readLine()) != null; ) {
      String[] given = line.split("\t", 3);
      validator.validateWithResult(given[2], new ValidationOptions().addProfile(given[1])).getMessages().stream()
          .filter(one -> one.getSeverity().ordinal() >= ResultSeverityEnum.WARNING.ordinal())
          .forEach(one -> System.out.println(String.join("\t",
              given[0],
              one.getSeverity().getCode(),
              String.valueOf(one.getLocationString()),
              one.getMessage().replaceAll("\\s+", " "))));
    }
  }
}
