package dev.evenkeel.alertrouter.template.html;

import java.util.Optional;

/** What makes a value safe at some place; the names are Go's, which its errors show. */
enum Escaper {
    HTML("_html_template_htmlescaper", "html"),
    RCDATA("_html_template_rcdataescaper", ""),
    ATTRIBUTE("_html_template_attrescaper", "html"),
    UNQUOTED("_html_template_nospaceescaper", "html"),
    ATTRIBUTE_NAME("_html_template_htmlnamefilter", ""),
    URL_FILTER("_html_template_urlfilter", ""),
    URL_NORMALIZER("_html_template_urlnormalizer", ""),
    URL_PART("_html_template_urlescaper", "urlquery"),
    SRCSET("_html_template_srcsetescaper", ""),
    JS_VALUE("_html_template_jsvalescaper", ""),
    JS_STRING("_html_template_jsstrescaper", ""),
    JS_REGEXP("_html_template_jsregexpescaper", ""),
    CSS_STRING("_html_template_cssescaper", ""),
    CSS_VALUE("_html_template_cssvaluefilter", ""),
    COMMENT("_html_template_commentescaper", ""),
    /** Not an escaper: the arguments of a predefined one as a text. */
    ARGUMENTS("_eval_args_", "");

    private final String functionName;
    private final String predefined;

    Escaper(String functionName, String predefined) {
        this.functionName = functionName;
        this.predefined = predefined;
    }

    String functionName() {
        return functionName;
    }

    /** The predefined function that does the same. */
    Optional<String> predefined() {
        return predefined.isEmpty() ? Optional.empty() : Optional.of(predefined);
    }
}
