package care.weald.consent.notice;

import java.time.LocalDate;

/**
 * A privacy notice.
 *
 * @param version its name
 * @param content what it says, as plain text or Markdown
 * @param from the day from which people are told it
 * @param reason why it was drafted
 * @param draftedBy who drafted it
 * @param approvedBy who approved it; empty while nobody has
 */
record Notice(
        String version,
        String title,
        String content,
        LocalDate from,
        String reason,
        String draftedBy,
        String approvedBy) {

    boolean isApproved() {
        return !approvedBy.isEmpty();
    }
}
