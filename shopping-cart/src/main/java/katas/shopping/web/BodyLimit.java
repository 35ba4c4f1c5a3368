package katas.shopping.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Refuses bodies that are too long before anybody parses them, whether or not they say how long they are. */
@ControllerAdvice
class BodyLimit extends RequestBodyAdviceAdapter {
    static final int MAX_BYTES = 4 * 1024;

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType)
            throws IOException {
        if (message.getHeaders().getContentLength() > MAX_BYTES) {
            throw new BodyTooLong();
        }
        var bytes = message.getBody().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new BodyTooLong();
        }
        return new ReadBody(message.getHeaders(), new ByteArrayInputStream(bytes));
    }

    private record ReadBody(HttpHeaders getHeaders, InputStream getBody) implements HttpInputMessage {}

    static final class BodyTooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        BodyTooLong() {
            super("the body has more than " + MAX_BYTES + " bytes");
        }
    }
}
