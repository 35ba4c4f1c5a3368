package katas.vending.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** No machine goes by this id. */
final class NoSuchMachine extends ErrorResponseException {
    private static final long serialVersionUID = 1;

    NoSuchMachine() {
        super(HttpStatus.NOT_FOUND, Problems.of(HttpStatus.NOT_FOUND, "there is no machine with this id"), null);
    }
}
