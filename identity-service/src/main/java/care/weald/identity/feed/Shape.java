package care.weald.identity.feed;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The elements of a FHIR R4 Patient and of the data types in it. {@code *} marks an element that repeats. */
final class Shape {

    private static final Map<String, Map<String, String>> TYPES = Map.ofEntries(
            type("Patient", """
                    resourceType:code meta:Meta implicitRules:string language:code text:Any contained:Any*
                    identifier:Identifier* active:boolean name:HumanName* telecom:ContactPoint* gender:code
                    birthDate:date deceasedBoolean:boolean deceasedDateTime:dateTime address:Address*
                    maritalStatus:CodeableConcept multipleBirthBoolean:boolean multipleBirthInteger:integer photo:Any*
                    contact:Contact* communication:Communication* generalPractitioner:Reference*
                    managingOrganization:Reference link:Link*"""),
            type("Meta", """
                    versionId:string lastUpdated:instant source:string profile:string* security:Coding* tag:Coding*"""),
            type("Identifier", """
                    use:code type:CodeableConcept system:string value:string period:Period assigner:Reference"""),
            type("HumanName", """
                    use:code text:string family:string given:string* prefix:string* suffix:string* period:Period"""),
            type("ContactPoint", "system:code value:string use:code rank:integer period:Period"),
            type("Address", """
                    use:code type:code text:string line:string* city:string district:string state:string
                    postalCode:string country:string period:Period"""),
            type("Contact", """
                    relationship:CodeableConcept* name:HumanName telecom:ContactPoint* address:Address gender:code
                    organization:Reference period:Period"""),
            type("Communication", "language:CodeableConcept preferred:boolean"),
            type("Link", "other:Reference type:code"),
            type("Reference", "reference:string type:string identifier:Identifier display:string"),
            type("CodeableConcept", "coding:Coding* text:string"),
            type("Coding", "system:string version:string code:code display:string userSelected:boolean"),
            type("Period", "start:dateTime end:dateTime"));

    private Shape() {}

    private static Map.Entry<String, Map<String, String>> type(String name, String elements) {
        return Map.entry(
                name,
                Arrays.stream(elements.split("\\s+"))
                        .map(element -> element.split(":"))
                        .collect(Collectors.toUnmodifiableMap(part -> part[0], part -> part[1])));
    }

    /** The type of {@code element} in {@code type}; empty when FHIR defines none. */
    static Optional<String> element(String type, String element) {
        return switch (element) {
            case "id" -> Optional.of("string");
            case "extension" -> Optional.of("Extension*");
            default ->
                element.startsWith("_")
                        ? Optional.of("Any")
                        : Optional.ofNullable(TYPES.getOrDefault(type, Map.of()).get(element));
        };
    }

    /** True for a type with elements of its own, which are checked. */
    static boolean isComplex(String type) {
        return TYPES.containsKey(type);
    }
}
