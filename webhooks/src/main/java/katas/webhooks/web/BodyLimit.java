package katas.webhooks.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import katas.webhooks.message.Payload;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Refuses bodies that are too long before anybody parses them, whether or not they say how long they are. */
@ControllerAdvice
class BodyLimit extends RequestBodyAdviceAdapter {
    /** Of a body that brings a message: its payload, and all else. */
    static final int MAX_MESSAGE_BYTES = Payload.MAX_BYTES + 4 * 1_024;

    /** Of every other body. */
    static final int MAX_BYTES = 32 * 1_024;

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
        int most = type == byte[].class ? MAX_MESSAGE_BYTES : MAX_BYTES;
        if (message.getHeaders().getContentLength() > most) {
            throw new TooLong("body", most);
        }
        var bytes = message.getBody().readNBytes(most + 1);
        if (bytes.length > most) {
            throw new TooLong("body", most);
        }
        return new ReadBody(message.getHeaders(), new ByteArrayInputStream(bytes));
    }

    private record ReadBody(HttpHeaders getHeaders, InputStream getBody) implements HttpInputMessage {}

    static final class TooLong extends RuntimeException {
        TooLong(String what, int most) {
            super("the %s has more than %d bytes".formatted(what, most));
        }
    }
}
