using System.Text;
using Voltbench.Lab.Ocpi.Messages;

namespace Voltbench.Lab.Tests.Ocpi.Messages;

public sealed class MessageMaskTests
{
    [Theory]
    [InlineData("""{"token":"s3cret","url":"https://x/versions"}""", """{"token":"***","url":"https://x/versions"}""")]
    [InlineData("""{"data":{"token": "s3cret" ,"roles":[]},"status_code":1000}""", """{"data":{"token": "***" ,"roles":[]},"status_code":1000}""")]
    [InlineData("""{"data":[{"token":"s3cret"},{"token":"s3cret"}]}""", """{"data":[{"token":"***"},{"token":"***"}]}""")]
    [InlineData("""{"to\u006ben":"s3cret"}""", """{"to\u006ben":"***"}""")]
    [InlineData("""{"token":"s3\"cret"}""", """{"token":"***"}""")]
    [InlineData("""{"token":"s3cret","broken""", """{"token***""")]
    [InlineData("token=s3cret", "token***")]
    public void The_token_of_credentials_is_hidden_and_nothing_else(string body, string expected) => Mask(body).ShouldBe(expected);

    [Theory]
    [InlineData("""{"token":{"uid":"012345678","type":"RFID"},"location_id":"LOC1"}""")]
    [InlineData("""{"cdr_token":{"uid":"012345678"},"auth_method":"WHITELIST"}""")]
    [InlineData("""{"data":[],"status_code":1000}""")]
    [InlineData("not JSON at all")]
    [InlineData("")]
    public void Tokens_of_drivers_and_everything_else_stays(string body) => Mask(body).ShouldBe(body);

    [Theory]
    [InlineData("https://user:s3cret@peer.example/ocpi", "https://***@peer.example/ocpi")]
    [InlineData("https://peer.example/cb?id=7&access_token=s3cret&x=1", "https://peer.example/cb?id=7&access_token=***&x=1")]
    [InlineData("https://peer.example/cb?API-Key=s3cret", "https://peer.example/cb?API-Key=***")]
    [InlineData("/ocpi/2.2.1/tokens/NL/TNM/012345678?type=RFID", "/ocpi/2.2.1/tokens/NL/TNM/012345678?type=RFID")]
    public void Secrets_of_a_URL_are_hidden(string url, string expected) => MessageMask.Url(url).ShouldBe(expected);

    private static string Mask(string body) => Encoding.UTF8.GetString(MessageMask.Body(Encoding.UTF8.GetBytes(body)).Span);
}
