using Microsoft.AspNetCore.Http.Features;
using Voltbench.Gateway.Errors;
using Voltbench.Lab.Organizations;

namespace Voltbench.Gateway.Auth;

/// <summary>Authenticates the caller of every route and binds the tenant; runs between routing and the endpoint.</summary>
public sealed class AccessMiddleware(RequestDelegate next, TokenCache tokens, OrganizationRegistry organizations, TenantRate rate)
{
    public const string OrganizationHeader = "X-Organization-Id";

    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        // No route, or the router's own answer (405): nothing to protect, and it must say what it says.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
            return next(context);
        var rule = endpoint.Metadata.GetMetadata<AccessMetadata>()?.Rule ?? AccessRule.Tenant;
        return rule == AccessRule.Anonymous ? next(context) : AuthenticateAsync(context, rule);
    }

    private async Task AuthenticateAsync(HttpContext context, AccessRule rule)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } text || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            await Unauthorized(context, header.Count == 0 ? "A bearer token is required." : "The Authorization header must be: Bearer <token>.");
            return;
        }

        var result = await tokens.ValidateAsync(text[Scheme.Length..], context.RequestAborted);
        if (result.Caller is not { } caller)
        {
            await Unauthorized(context, result.Refusal!);
            return;
        }

        context.Features.Set(caller);
        if (rule == AccessRule.Tenant)
        {
            var (tenant, refusal) = TenantBinding.Bind(caller, context.Request.Headers[OrganizationHeader]);
            if (tenant is null)
            {
                await refusal!.ExecuteAsync(context);
                return;
            }

            if (!rate.TryTake(tenant.OrganizationId, out var retryAfter))
            {
                context.Response.Headers.RetryAfter = retryAfter.ToString(System.Globalization.CultureInfo.InvariantCulture);
                await ApiResults.Problem(StatusCodes.Status429TooManyRequests, "The organization's request rate is exceeded. Try again later.").ExecuteAsync(context);
                return;
            }

            if (!organizations.IsKnown(tenant.OrganizationId))
                await organizations.EnsureAsync(tenant.OrganizationId, context.RequestAborted);
            context.Features.Set(tenant);
        }

        await next(context);
    }

    private static Task Unauthorized(HttpContext context, string detail)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ApiResults.Problem(StatusCodes.Status401Unauthorized, detail).ExecuteAsync(context);
    }
}
