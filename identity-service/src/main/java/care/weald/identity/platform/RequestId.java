package care.weald.identity.platform;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** The gateway's {@code X-Request-ID} in every log line and back in every answer. */
class RequestId {

    private static final String HEADER = "X-Request-ID";
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    @ServerRequestFilter(preMatching = true)
    void in(ContainerRequestContext request) {
        String id = request.getHeaderString(HEADER);
        if (id != null && UUID.matcher(id).matches()) {
            MDC.put("correlationId", id);
            request.setProperty(HEADER, id);
        }
    }

    @ServerResponseFilter
    void out(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(HEADER) instanceof String id) {
            response.getHeaders().putSingle(HEADER, id);
        }
    }
}
