package katas.ratelimiter.web;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The holder of an API key, known by the beginning of the key's digest. */
final class ApiKeyAuthentication extends AbstractAuthenticationToken {
    static final String CALLER = "CALLER";
    static final String ADMIN = "ADMIN";
    private static final long serialVersionUID = 1;

    private final String name;

    private ApiKeyAuthentication(String name, List<String> roles) {
        super(roles.stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList());
        this.name = name;
        setAuthenticated(true);
    }

    static ApiKeyAuthentication plain(String name) {
        return new ApiKeyAuthentication(name, List.of(CALLER));
    }

    static ApiKeyAuthentication admin(String name) {
        return new ApiKeyAuthentication(name, List.of(CALLER, ADMIN));
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return name;
    }
}
