package care.weald.identity.population;

import java.util.List;
import java.util.SplittableRandom;

/** A community's own lists of names, the most common first. The share is of all households. */
enum Community {
    BRITISH(
            76,
            "James John David Michael Robert William Thomas Paul Andrew Peter Stephen Christopher Mark Daniel George Richard "
                    + "Matthew Joseph Jack Oliver Harry Charlie Alan Ian Kevin Simon Anthony Martin Gary Brian Graham Keith "
                    + "Derek Colin Stuart Neil Philip Adam Benjamin Samuel Luke Ryan Jamie Lewis Callum Toby Oscar Leo Alfie "
                    + "Archie Henry Edward Arthur Frederick Albert Ernest Harold Stanley Raymond Dennis Trevor Roy Gordon "
                    + "Malcolm Nigel Barry Roger Terence Kenneth Douglas Donald Ronald Geoffrey Leonard Norman Gerald Noah "
                    + "Ethan Jacob Logan Mason Dylan Connor Liam Nathan Aaron Scott Craig Darren Jason Wayne Lee Dean Shaun "
                    + "Gareth Rhys Owen Hugh Alasdair Duncan Euan Angus Rory Fergus Edmund Rupert Giles Piers Barnaby Jasper",
            "Margaret Susan Sarah Elizabeth Mary Emma Karen Patricia Helen Julie Emily Olivia Amelia Jessica Sophie Chloe "
                    + "Lucy Charlotte Hannah Rebecca Laura Rachel Claire Nicola Amanda Alison Jane Anne Christine Linda Jean "
                    + "Dorothy Joan Barbara Sheila Pamela Maureen Jacqueline Carol Janet Ann Catherine Joanne Tracey Sharon "
                    + "Deborah Lisa Michelle Angela Wendy Gillian Diane Lesley Sandra Kathleen Irene Doris Edith Florence "
                    + "Ethel Winifred Marjorie Vera Hilda Phyllis Grace Lily Ruby Evie Poppy Isla Freya Daisy Alice Ella Mia "
                    + "Phoebe Matilda Rosie Imogen Eleanor Abigail Bethany Megan Zoe Holly Molly Katie Natalie Gemma Kelly "
                    + "Stacey Louise Victoria Samantha Hazel Audrey Sylvia Beryl Brenda Shirley Beatrice Harriet Rosemary "
                    + "Bronwen Rhiannon Sian Fiona Morag Isobel Heather Penelope Felicity Cordelia Tabitha Clementine",
            "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green "
                    + "Hall Wood Jackson Clarke Clark Harris Lewis Turner Hill Scott Cooper Morris Ward Moore King Watson Baker "
                    + "Harrison Morgan Patterson Young Allen Mitchell James Anderson Phillips Lee Bell Parker Davis Bennett "
                    + "Miller Cook Shaw Richardson Carter Collins Marshall Bailey Gray Cox Adams Wilkinson Foster Chapman Mason "
                    + "Russell Powell Webb Rogers Gibson Hunt Mills Holmes Palmer Matthews Reynolds Fisher Barnes Knight Lloyd "
                    + "Butler Price Stevens Jenkins Murphy Kelly Ellis Fletcher Murray Graham Simpson Dixon Harvey Pearson "
                    + "Barker Hunter Owen Walsh Andrews Fox Ford Spencer Lawrence West Payne Bradley Carr Gardner Hudson Lane"),
    SOUTH_ASIAN(
            9,
            "Mohammed Muhammad Ali Ahmed Imran Usman Bilal Hassan Hussain Abdul Rajesh Sanjay Suresh Amit Vijay Rahul Arjun "
                    + "Gurpreet Harpreet Manpreet Jaspal Balwinder Ravi Anil Deepak Kamran Tariq Faisal Zain Hamza Yusuf Ibrahim "
                    + "Idris Naveed Asif Kiran Rohan Vikram",
            "Fatima Aisha Nadia Mariam Parveen Shabana Rukhsana Priya Anjali Meena Sunita Kavita Pooja Simran Jasmine Harpreet "
                    + "Gurpreet Manpreet Kulwinder Zainab Khadija Amina Sadia Saima Nasreen Lakshmi Deepa Rekha Neha Anita Asha "
                    + "Bushra Farah Hina Iqra",
            "Khan Patel Singh Ahmed Hussain Ali Begum Kaur Akhtar Malik Sharma Shah Iqbal Rahman Mahmood Gill Chowdhury Verma "
                    + "Mistry Sandhu Dhillon Bhatti Chaudhry Rai Gurung Thapa Desai Joshi Mehta Nair Reddy Uddin Miah Choudhury"),
    AFRICAN(
            5,
            "Emmanuel Samuel Kwame Kofi Chukwuemeka Oluwaseun Tunde Abdi Mohamed Joseph Daniel Ifeanyi Yaw Babatunde Tendai "
                    + "Kelechi Femi Sipho Dawit Yonas",
            "Grace Blessing Mercy Patience Ngozi Chioma Abena Ama Adwoa Folake Amina Hodan Esther Comfort Joy Yetunde Ifeoma "
                    + "Tendai Rutendo Selam",
            "Okonkwo Adeyemi Mensah Asante Boateng Owusu Okafor Eze Ibrahim Mohamed Hassan Ndlovu Moyo Osei Adebayo Bekele "
                    + "Tesfaye Appiah Nwosu Balogun Ogunleye Danso"),
    POLISH(
            5,
            "Piotr Krzysztof Tomasz Marcin Mateusz Jakub Michal Pawel Andrzej Lukasz Wojciech Jan Mihai Andrei Ion Adrian "
                    + "Stefan Dawid Kamil Grzegorz",
            "Katarzyna Malgorzata Agnieszka Joanna Anna Magdalena Aleksandra Zofia Barbara Monika Ewa Natalia Elena Ioana "
                    + "Andreea Maria Karolina Dorota Beata Iwona",
            "Nowak Kowalski Wisniewski Wojcik Kaminski Lewandowski Zielinski Szymanski Popescu Ionescu Popa Dumitru Stan "
                    + "Wozniak Dabrowski Kozlowski Mazur Krawczyk Novak Horvat"),
    CHINESE(
            3,
            "Wei Jun Ming Yan Xin Hao Lei Chen Bo Kai Tao Long Feng Gang Jie Peng",
            "Mei Ling Xin Yan Li Fang Jing Na Hui Min Yue Lan Qing Shan Ying Xiu",
            "Wong Chen Li Wang Zhang Liu Lin Chan Lau Ng Cheung Huang Zhao Wu Yang Xu Tang Ho"),
    PORTUGUESE(
            2,
            "Joao Jose Antonio Luis Carlos Pedro Tiago Miguel Ricardo Bruno Rui Diogo Andre Filipe",
            "Maria Ana Sofia Beatriz Catarina Ines Marta Joana Carla Paula Rita Teresa Lucia Filipa",
            "Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Goncalves Gomes Lopes Marques");

    private static final String[] HEADS = {
        "Ash", "Black", "Brad", "Bram", "Brook", "Burn", "Cald", "Carl", "Chil", "Clay", "Cran", "Crow", "Dal", "Den",
        "East", "Elm", "Fair", "Farn", "Fen", "Gar", "Gold", "Hal", "Hart", "Haw", "Hazel", "Hol", "Horn", "Kel",
        "Kirk", "Lang", "Lin", "Mar", "Mel", "Mil", "Nor", "Oak", "Old", "Pen", "Rad", "Raven", "Red", "Row", "Rush",
        "Sel", "Shel", "Stan", "Stock", "Sut", "Thorn", "Wal", "War", "Wells", "West", "Whit", "Wick", "Wind", "Wood",
        "Wor", "Yar", "Yel"
    };
    private static final String[] TAILS = {
        "bourne", "bridge", "brook", "bury", "by", "combe", "cott", "croft", "dale", "den", "field", "ford", "grave",
                "ham",
        "hurst", "land", "ley", "low", "man", "mere", "more", "ridge", "shaw", "stead", "stock", "stone", "stow",
                "thorpe",
        "ton", "well", "wick", "wood", "worth", "yard"
    };

    private static final List<Community> ALL = List.of(values());

    private final int share;
    private final String men;
    private final String women;
    private final String families;

    Community(int share, String men, String women, String families) {
        this.share = share;
        this.men = men;
        this.women = women;
        this.families = families;
    }

    /** A community by its share. */
    static Community any(SplittableRandom random) {
        int left = random.nextInt(100);
        for (Community community : ALL) {
            left -= community.share;
            if (left < 0) {
                return community;
            }
        }
        return BRITISH;
    }

    String given(SplittableRandom random, boolean male) {
        return skewed(random, Lists.of(male ? men : women));
    }

    /** A family name: from the list, or for the long tail one made of two halves. */
    String family(SplittableRandom random) {
        if (this == BRITISH && random.nextInt(100) < 60) {
            return HEADS[random.nextInt(HEADS.length)] + TAILS[random.nextInt(TAILS.length)] + tail(random);
        }
        return skewed(random, Lists.of(families));
    }

    private static String tail(SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> "s";
            case 1 -> "er";
            default -> "";
        };
    }

    private static String skewed(SplittableRandom random, List<String> names) {
        double at = Math.pow(random.nextDouble(), 1.7);
        return names.get((int) (at * names.size()));
    }
}
