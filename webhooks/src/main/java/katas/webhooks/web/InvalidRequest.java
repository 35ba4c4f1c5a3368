package katas.webhooks.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A request that names something wrong. */
final class InvalidRequest extends ErrorResponseException {
    InvalidRequest(String field, String reason) {
        super(HttpStatus.BAD_REQUEST, Problems.invalid(field, reason), null);
    }
}
