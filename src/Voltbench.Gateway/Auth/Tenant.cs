using System.Reflection;

namespace Voltbench.Gateway.Auth;

public enum TenantRole
{
    User,
    Admin,
}

/// <summary>
/// The organization a request works for. Take it as a parameter of a handler on a route that requires a tenant; every query carries
/// <see cref="OrganizationId"/>.
/// </summary>
public sealed record Tenant(Guid OrganizationId, TenantRole Role, string Subject)
{
    /// <summary>Binding of minimal APIs: the tenant was put into the request by <see cref="AccessMiddleware"/>.</summary>
    public static ValueTask<Tenant?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<Tenant?>(
            context.Features.Get<Tenant>()
            ?? throw new InvalidOperationException($"{context.GetEndpoint()?.DisplayName} takes a tenant but does not require one."));
}
