package care.weald.identity.match.compare;

import java.util.HashMap;
import java.util.Map;

/** Short and pet forms of given names. A form may belong to several names; then it is all of them. */
final class Nicknames {

    private static final String[] GROUPS = {
        "ALEXANDER ALEX ALEC SANDY XANDER ALEKSANDER ALASTAIR ALASDAIR",
        "ALEXANDRA ALEX SANDRA SANDY LEXI ALEKSANDRA",
        "ALFRED ALF ALFIE FRED",
        "ALBERT AL BERT BERTIE",
        "ANDREW ANDY DREW ANDREAS",
        "ANTHONY TONY ANTONY ANTON",
        "ANN ANNE ANNIE ANNA NAN",
        "ABIGAIL ABBY ABBIE GAIL",
        "AGNES AGGIE NESSIE",
        "AMANDA MANDY",
        "AMELIA AMY MILLIE",
        "ARTHUR ART ARTIE",
        "BARBARA BARB BABS BARBIE",
        "BARTHOLOMEW BART",
        "BENJAMIN BEN BENNY BENJI",
        "BERNARD BERNIE",
        "BETHANY BETH",
        "BRIDGET BRIDIE BIDDY",
        "CAROLINE CAROL CARRIE CARO CAROLYN",
        "CATHERINE KATHERINE KATHRYN " + "CATHARINE CATH KATH CATHY KATHY KATE KATIE KIT KITTY KAY KATHLEEN CATRIONA",
        "CHARLES CHARLIE CHAS CHUCK",
        "CHARLOTTE CHARLIE LOTTIE LOTTE",
        "CHRISTOPHER CHRIS KIT TOPHER KRZYSZTOF",
        "CHRISTINE CHRISTINA CHRIS TINA CHRISSIE KRYSTYNA KRISTINA",
        "CLIFFORD CLIFF",
        "CYNTHIA CINDY",
        "DANIEL DAN DANNY",
        "DAVID DAVE DAVEY DAI DAVIE",
        "DEBORAH DEB DEBBIE DEBRA DEBBY",
        "DENNIS DEN DENNY",
        "DEREK DEL",
        "DONALD DON DONNIE",
        "DOROTHY DOT DOTTY DOLLY DOTTIE",
        "DOUGLAS DOUG",
        "EDWARD ED EDDIE TED TEDDY NED WARD",
        "EDMUND ED EDDIE TED",
        "EDITH EDIE",
        "ELEANOR NELL NELLIE ELLIE ELLEN LEONORA NORA",
        "ELIZABETH ELISABETH LIZ LIZZIE BETH BETTY BESS " + "BETSY ELIZA LIBBY LISA ELSIE LIZA ELSPETH ISABEL",
        "EMILY EM EMMIE MILLIE",
        "EMMA EM EMMIE",
        "EUGENE GENE",
        "EVELYN EVIE EVE",
        "FLORENCE FLO FLOSSIE FLORRIE",
        "FRANCES FRAN FANNY FRANNIE FRANKIE",
        "FRANCIS FRANK FRANKIE FRANCISZEK",
        "FREDERICK FRED FREDDIE FREDDY",
        "GABRIEL GABE",
        "GEOFFREY GEOFF JEFF JEFFREY",
        "GEORGE GEORGIE",
        "GEORGINA GEORGIE GINA GEORGIA",
        "GERALD GERRY JERRY",
        "GERARD GERRY",
        "GILLIAN GILL JILL JILLIAN",
        "GRAHAM GRAEME GRAHAME",
        "GREGORY GREG",
        "GWENDOLINE GWEN",
        "HAROLD HARRY HAL",
        "HARRIET HATTIE HARRIE",
        "HELEN NELL ELLEN LENA",
        "HENRY HARRY HAL HANK",
        "HUGH HUGHIE HUW",
        "IAN IAIN",
        "ISABELLA ISABELLE BELLA IZZY BELLE ISABEL IZZIE",
        "ISAAC IKE ZAC",
        "JACQUELINE JACKIE JACQUI JACKY",
        "JAMES JIM JIMMY JAMIE JEM",
        "JANET JAN JANICE",
        "JANE JANIE JENNY",
        "JEAN JEANNIE JEANETTE",
        "JENNIFER JEN JENNY JENNIE",
        "JESSICA JESS JESSIE",
        "JEREMY JERRY JEM",
        "JOANNE JO JOANNA JOAN JOANN",
        "JOHN JACK JOHNNY JON JOHNNIE JAN IAN SEAN",
        "JONATHAN JON JONNY JOHNATHAN",
        "JOSEPH JOE JOEY JOS YUSUF",
        "JOSEPHINE JO JOSIE JOSEY",
        "JOSHUA JOSH",
        "JUDITH JUDY JUDE",
        "JULIA JULIE JULES",
        "JULIAN JULES",
        "KENNETH KEN KENNY",
        "KIMBERLEY KIM KIMBERLY",
        "LAURA LAURIE LORI",
        "LAWRENCE LAURENCE " + "LARRY LAURIE LAZ",
        "LEONARD LEN LENNY LEO",
        "LESLEY LES",
        "LESLIE LES",
        "LEWIS LOUIS LEW LOU LOUIE",
        "LILIAN LILY LILLIAN LIL",
        "LOUISE LOU LOUISA",
        "LUCY LUCILLE LUCIA",
        "LUKE LUCAS",
        "LYNN LYNNE LINDA LIN LYN LYNDA",
        "MADELEINE MADDIE MADELINE MADDY",
        "MARGARET MAGGIE MEG PEGGY MARGE MARGERY MADGE GRETA RITA PEG MAISIE DAISY MAGS MARGIE",
        "MARIA MARIE MARY MAREE",
        "MARJORIE MARGE MARJ",
        "MARTIN MARTY MARTYN",
        "MARTHA MATTIE PATTY",
        "MARY MOLLY POLLY MAY MAMIE",
        "MATILDA TILLY MATTIE",
        "MATTHEW MATT MATTY MATHEW MATEUSZ",
        "MAUREEN MO REENIE",
        "MAURICE MO MORRIS",
        "MAXIMILIAN MAX",
        "MAXWELL MAX",
        "MICHAEL MIKE MICK MICKEY MICKY MICHAL MIKEY",
        "MICHELLE SHELL SHELLEY CHELLE",
        "MILDRED MILLIE MILLY",
        "MOHAMMED MUHAMMAD MOHAMMAD MOHAMED MOHAMMOD MUHAMMED MOHD MOHAMAD MD MO MUHAMED",
        "NATALIE NAT NATALYA",
        "NATHAN NAT NATE NATHANIEL",
        "NICHOLAS NICK NICKY NICOLAS NIK",
        "NICOLA NICKY NIKKI NICKI NICOLE NIKKY",
        "NORMAN NORM",
        "OLIVER OLLIE OLLY",
        "OLIVIA LIV LIVVY OLLIE",
        "OSCAR OZZIE",
        "PAMELA PAM PAMMIE",
        "PATRICIA PAT PATSY TRICIA " + "PATTY TRISH PADDY",
        "PATRICK PAT PADDY RICK PADRAIG",
        "PAULINE PAULA POLLY",
        "PENELOPE PENNY",
        "PETER PETE PIOTR",
        "PHILIP PHIL PHILLIP PIP",
        "PHILIPPA PIP PIPPA",
        "PHOEBE PHEBE",
        "RACHEL RACHAEL RAY RAE",
        "RAYMOND RAY",
        "REBECCA BECKY BECCA BECKS REBEKAH BECKI",
        "REGINALD REG REGGIE",
        "RICHARD RICK RICH DICK RICKY RICHIE DICKIE",
        "ROBERT ROB BOB BOBBY ROBBIE BERT ROBIN",
        "ROBERTA BOBBIE",
        "RODERICK ROD RODDY",
        "RODNEY ROD",
        "ROGER ROG RODGER",
        "RONALD RON RONNIE",
        "ROSALIND ROZ ROS ROSIE",
        "ROSEMARY ROSE ROSIE",
        "ROSE ROSIE",
        "RUSSELL RUSS",
        "SAMANTHA SAM SAMMY",
        "SAMUEL SAM SAMMY",
        "SARAH SARA SADIE SALLY",
        "SEAN SHAUN SHAWN SHANE",
        "SIMON SI SIMEON",
        "SOPHIA SOPHIE SOFIA ZOFIA",
        "STANLEY STAN",
        "STEPHANIE STEPH STEFFI",
        "STEPHEN STEVEN STEVE STEVIE STE STEFAN",
        "STUART STEWART STU",
        "SUSAN SUE SUSIE SUSANNAH SUSANNE SUZANNE SUZIE SUZY SUZANNA",
        "SYDNEY SID SIDNEY SYD",
        "TERENCE TERRY TEL TERRENCE",
        "TERESA THERESA TERRY TESS TESSA TRACY THERESE TERI",
        "THEODORE THEO TED TEDDY",
        "THOMAS TOM TOMMY TAM TOMASZ",
        "TIMOTHY TIM TIMMY",
        "TRACEY TRACY",
        "VALERIE VAL",
        "VICTOR VIC",
        "VICTORIA VICKY VICKI VIKKI TORI",
        "VINCENT VINCE VINNIE",
        "VIRGINIA GINNY GINA",
        "WALTER WALT WALLY",
        "WILLIAM BILL WILL BILLY WILLIE LIAM WILLS GUILLERMO",
        "WINIFRED WIN WINNIE FREDA",
        "YVONNE EVE",
        "ZACHARY ZAC ZACK ZAK ZACHARIAH",
        "ZOE ZOEY",
        "AISHA AYESHA AISHAH AYISHA",
        "HUSSAIN HUSSEIN HUSAIN HUSSEN",
        "HASSAN HASAN",
        "FATIMA FATIMAH FATEMA",
        "AHMED AHMAD AHMET",
        "YUSUF YOUSUF YOUSEF YOUSSEF",
        "IBRAHIM EBRAHIM",
        "KATARZYNA KASIA",
        "MALGORZATA GOSIA",
        "AGNIESZKA AGA",
        "JOANNA ASIA",
        "MAGDALENA MAGDA",
        "ALEKSANDRA OLA",
        "TOMASZ TOMEK",
        "KRZYSZTOF KRZYS",
        "HARPREET HARRY",
        "GURPREET GURI",
    };

    private static final Map<String, long[]> SETS = sets();

    private static final long[] NO_SETS = {};

    private Nicknames() {}

    /** The groups that {@code name} belongs to. */
    static long[] of(String name) {
        return SETS.getOrDefault(name, NO_SETS);
    }

    /** Whether two names share a group. */
    static boolean share(long[] a, long[] b) {
        for (long x : a) {
            for (long y : b) {
                if (x == y) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Map<String, long[]> sets() {
        Map<String, long[]> sets = new HashMap<>();
        for (int g = 0; g < GROUPS.length; g++) {
            for (String name : GROUPS[g].split(" ", -1)) {
                sets.merge(name, new long[] {g}, Nicknames::with);
            }
        }
        return sets;
    }

    private static long[] with(long[] a, long[] b) {
        long[] both = java.util.Arrays.copyOf(a, a.length + 1);
        both[a.length] = b[0];
        return both;
    }
}
