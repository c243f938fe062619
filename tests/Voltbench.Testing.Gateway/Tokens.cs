using System.Text;
using Voltbench.Gateway.Auth;

namespace Voltbench.Testing;

/// <summary>Tokens of the test gateway.</summary>
public static class Tokens
{
    /// <summary>The gateway's local key.</summary>
    public const string Key = "a key for tests only, long enough for HS256 ........";

    public static string User(Guid organization, TimeSpan? lifetime = null, TimeProvider? time = null) =>
        Issuer(time).Issue(TenantRole.User, organization, "test", lifetime ?? TimeSpan.FromHours(1));

    public static string Admin(TimeSpan? lifetime = null, TimeProvider? time = null) =>
        Issuer(time).Issue(TenantRole.Admin, null, "test-admin", lifetime ?? TimeSpan.FromHours(1));

    private static JwtIssuer Issuer(TimeProvider? time) => new(new AuthOptions(), Encoding.UTF8.GetBytes(Key), time ?? TimeProvider.System);
}
