namespace Voltbench.Gateway.Auth;

/// <summary>Who may call a route. A route that says nothing requires a tenant.</summary>
public enum AccessRule
{
    /// <summary>Token of a user, or of an admin that names the organization in <c>X-Organization-Id</c>.</summary>
    Tenant,

    /// <summary>Any valid token.</summary>
    Caller,

    /// <summary>Nobody is asked.</summary>
    Anonymous,
}

/// <summary>Endpoint metadata.</summary>
public sealed record AccessMetadata(AccessRule Rule);

public static class AccessRuleExtensions
{
    public static TBuilder RequireAccess<TBuilder>(this TBuilder builder, AccessRule rule)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AccessMetadata(rule));
}
