package care.weald.gateway.fhir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The look of the summary's page, and the policy that lets a browser use it and nothing else. */
final class SummaryStyle {

    /** The style sheet. */
    static final String CSS = """
            :root{color-scheme:light dark;--ink:#1c2328;--soft:#4a5761;--paper:#fff;--band:#f1f4f6;--line:#c9d1d7;
            --brand:#0b4f6c;--on-brand:#fff;--warn:#8a1c1c;--warn-paper:#fdeeee}
            @media (prefers-color-scheme:dark){:root{--ink:#e8edf0;--soft:#aab6be;--paper:#14191d;--band:#1f272d;
            --line:#3c4850;--brand:#0d3f55;--on-brand:#f2f7fa;--warn:#ffb3ad;--warn-paper:#3a1c1c}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--paper);color:var(--ink);
            font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
            a{color:inherit}
            a:focus-visible{outline:3px solid #ffbf47;outline-offset:2px}
            .skip{position:absolute;left:-999rem}
            .skip:focus{left:1rem;top:1rem;background:var(--paper);color:var(--ink);padding:.5rem 1rem;z-index:1}
            .wide{max-width:72rem;margin:0 auto;padding:0 1rem}
            header{background:var(--brand);color:var(--on-brand);padding:1rem 0}
            header h1{margin:0;font-size:1rem;font-weight:600}
            .person{font-size:1.5rem;font-weight:700;line-height:1.25;margin:.25rem 0 .5rem}
            dl{display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;margin:0}
            dl div{display:flex;gap:.4rem}
            dt{font-weight:400}
            dt::after{content:":"}
            dd{margin:0;font-weight:600;overflow-wrap:anywhere}
            .made{color:var(--soft);margin:1rem 0}
            nav ul{list-style:none;margin:0 0 1rem;padding:0;display:flex;flex-wrap:wrap;gap:.5rem}
            nav a{display:block;border:1px solid var(--line);border-radius:1rem;padding:.25rem .75rem;font-size:.9rem;
            text-decoration:none}
            nav a:hover{background:var(--band)}
            section{margin:0 0 2rem;scroll-margin-top:1rem}
            h2{font-size:1.2rem;margin:0 0 .5rem;padding-bottom:.25rem;border-bottom:2px solid var(--brand)}
            p{margin:.5rem 0;max-width:60rem}
            .warning{border-left:5px solid var(--warn);background:var(--warn-paper);color:var(--warn);
            padding:.5rem .75rem}
            table{width:100%;border-collapse:collapse;font-size:.95rem}
            th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border-bottom:1px solid var(--line);
            overflow-wrap:anywhere}
            thead th{background:var(--band);font-size:.85rem;color:var(--soft);white-space:nowrap;overflow-wrap:normal}
            tbody th{font-weight:600;width:30%}
            td ul{margin:0;padding-left:1.1rem}
            footer{border-top:1px solid var(--line);color:var(--soft);font-size:.85rem;padding:1rem 0 2rem}
            @media (max-width:40rem){
            dl{flex-direction:column}
            thead{position:absolute;left:-999rem}
            table,tbody,tr,th,td{display:block;width:auto}
            tr{border:1px solid var(--line);border-radius:.4rem;margin-bottom:.75rem;overflow:hidden}
            tbody th{width:auto;background:var(--band)}
            td{border:0;padding:.25rem .6rem}
            td:empty{display:none}
            td::before{content:attr(data-label);display:block;color:var(--soft);font-size:.8rem}
            td:last-child{padding-bottom:.6rem}}
            @media print{
            :root{--ink:#000;--soft:#333;--paper:#fff;--band:#eee;--line:#999;--brand:#fff;--on-brand:#000;
            --warn:#000;--warn-paper:#fff}
            header{border-bottom:2px solid #000}
            nav,.skip{display:none}
            .warning{border:2px solid #000}
            tr,h2{break-inside:avoid}
            h2{break-after:avoid;border-color:#000}
            thead{display:table-header-group}}
            """;

    /** What a browser may do with the page: use this style sheet. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash()
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private SummaryStyle() {}

    private static String hash() {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(CSS.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
