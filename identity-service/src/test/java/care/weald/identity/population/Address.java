package care.weald.identity.population;

import java.util.List;
import java.util.SplittableRandom;

/**
 * An invented address.
 *
 * @param line house and street
 * @param town post town
 * @param postcode of the form of UK postcodes
 */
record Address(String line, String town, String postcode) {

    private static final int HOUSES = 18;
    private static final String UNITS = "ABDEFGHJLNPQRSTUWXYZ";

    private static final List<String> AREAS =
            List.of("BN", "GU", "RH", "PO", "SO", "OX", "RG", "SN", "GL", "BS", "BA", "EX", "TA", "TQ", "PL", "TR");
    private static final List<String> TOWNS = Lists.of(
            "Ashwick Barrowby Calderham Danbourne Eastmere Fernham Garstow Holmbury "
                    + "Ivelcombe Kelstead Langthorpe Marbrook Netherton Oakridge Penhurst Quarley Redstone Selwick Thornbury Ulverley");
    private static final List<String> STREETS =
            Lists.of("Albert Ash Bridge Castle Cedar Chapel Cherry Church Elm Grange Green "
                    + "Hazel High Hill Hop Kings Lime London Manor Maple Marine Mill Oast Orchard Park Poplar Priory Quarry Queens Rowan "
                    + "School Spring Station Victoria Well Willow Windmill York");
    private static final List<String> KINDS =
            Lists.of("Street Road Lane Avenue Close Court Crescent Drive Gardens Grove Place Way Terrace");

    /** The address of household {@code index}: neighbours have neighbouring numbers and share a street's postcode. */
    static Address of(long seed, long index) {
        long street = index / HOUSES;
        SplittableRandom random = new SplittableRandom(seed * 31 + street);
        String area = AREAS.get(random.nextInt(AREAS.size()));
        int district = 1 + random.nextInt(28);
        String town = TOWNS.get((area.hashCode() + district) % TOWNS.size());
        String name = STREETS.get(random.nextInt(STREETS.size())) + " " + KINDS.get(random.nextInt(KINDS.size()));
        String inward = random.nextInt(10) + "" + unit(random) + unit(random);
        boolean flats = random.nextInt(6) == 0;
        int first = 1 + random.nextInt(60);
        long house = index % HOUSES;
        String line = flats ? "Flat " + (house + 1) + ", " + first + " " + name : (first + 2 * house) + " " + name;
        return new Address(line, town, area + district + " " + inward);
    }

    private static char unit(SplittableRandom random) {
        return UNITS.charAt(random.nextInt(UNITS.length()));
    }
}
