package care.weald.record.category;

/** How closely something is kept by its nature (capabilities.md, e.1). What the content says is a label besides. */
enum Sensitivity {
    /** Identity and logistics. */
    N1('N'),
    /** Ordinary clinical content. */
    N2('N'),
    /** What may never be hidden from who treats: only a source's own V hides it. */
    N3('N'),
    /** Restricted by its nature. */
    R1('R'),
    /** Kept from everybody by default. */
    V('V');

    private final char confidentiality;

    Sensitivity(char confidentiality) {
        this.confidentiality = confidentiality;
    }

    /** The v3-Confidentiality code. */
    char confidentiality() {
        return confidentiality;
    }

    /** What a category's items have unless their rule says otherwise; N3 is always said by a rule. */
    static Sensitivity of(Category category) {
        return switch (category.confidentiality()) {
            case 'V' -> V;
            case 'R' -> R1;
            default -> category.rank() == 1 ? N1 : N2;
        };
    }
}
