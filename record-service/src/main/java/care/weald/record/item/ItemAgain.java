package care.weald.record.item;

import care.weald.record.seen.Rebuilder;
import care.weald.record.seen.Shown;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

/** Makes the answers to reads again. */
@ApplicationScoped
class ItemAgain implements Rebuilder {

    private static final String PATH = "/items/";

    private final ItemRepository items;

    ItemAgain(ItemRepository items) {
        this.items = items;
    }

    @Override
    public boolean answers(String question) {
        return question.startsWith(PATH);
    }

    @Override
    public Uni<Response> again(Shown shown) {
        String[] reference = shown.question().substring(PATH.length()).split("/", -1);
        ItemId id = ItemId.parse(reference[1]).orElseThrow();
        return items.seen(shown.permit(), reference[0], id, shown.snapshot())
                .map(found -> ItemResource.answer(shown.permit(), found));
    }
}
