using Microsoft.Extensions.Primitives;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Validation;

namespace Voltbench.Gateway.Auth;

/// <summary>Which organization a caller may work for (contract section 1, Tenant).</summary>
internal static class TenantBinding
{
    public static (Tenant? Tenant, IResult? Refusal) Bind(Caller caller, StringValues header) => caller.Role switch
    {
        TenantRole.User => BindUser(caller, header),
        TenantRole.Admin => BindAdmin(caller, header),
        _ => Forbid("The token's role must be user or admin."),
    };

    private static (Tenant?, IResult?) BindUser(Caller caller, StringValues header)
    {
        if (caller.OrganizationId is not { } own)
            return Forbid("The token names no organization.");
        if (header.Count > 0 && (header.Count > 1 || !Guid.TryParse(header[0], out var named) || named != own))
            return Forbid("The token belongs to another organization than X-Organization-Id.");
        return (new Tenant(own, TenantRole.User, caller.Subject), null);
    }

    private static (Tenant?, IResult?) BindAdmin(Caller caller, StringValues header)
    {
        if (header.Count == 0)
            return Forbid("A token of role admin must name an organization in X-Organization-Id.");
        if (header.Count == 1 && Guid.TryParseExact(header[0], "D", out var named) && named != Guid.Empty)
            return (new Tenant(named, TenantRole.Admin, caller.Subject), null);
        var violations = new Violations();
        violations.Add(Loc.Header("x-organization-id"), ViolationType.UuidParsing(), Echo.Text(header.ToString()));
        return (null, violations.Result);
    }

    private static (Tenant?, IResult?) Forbid(string detail) => (null, ApiResults.Problem(StatusCodes.Status403Forbidden, detail));
}
