#include "document/descriptor.h"

#include "testmain.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <cerrno>

#include <fcntl.h>
#include <sys/fsuid.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace docchat;
using namespace docchat::document;

namespace {

QByteArray contentOf(int descriptor) {
    QByteArray bytes(4096, Qt::Uninitialized);
    const auto got = ::pread(descriptor, bytes.data(), size_t(bytes.size()), 0);
    return bytes.left(std::max<qsizetype>(got, 0));
}

bool isOpen(int descriptor) {
    return ::fcntl(descriptor, F_GETFD) >= 0;
}

bool closesOnExec(int descriptor) {
    return ::fcntl(descriptor, F_GETFD) & FD_CLOEXEC;
}

int openDescriptors() {
    return int(QDir(QStringLiteral("/proc/self/fd"))
                   .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
                   .size());
}

/// Looks at files as nobody, for as long as this lives; root's own rights are put aside (setfsuid(2)).
class AsNobody {
public:
    AsNobody() : m_before(::setfsuid(65534)) {}
    ~AsNobody() { ::setfsuid(uid_t(m_before)); }
    AsNobody(const AsNobody &) = delete;
    AsNobody &operator=(const AsNobody &) = delete;

private:
    int m_before;
};

} // namespace

class DescriptorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        QVERIFY(write(QStringLiteral("a.txt"), "content"));
    }

    void aFileIsOpenedForReadingOnly() {
        const auto file = openRegularFile(at(QStringLiteral("a.txt")));
        QVERIFY(file.ok());
        QCOMPARE(contentOf(file->get()), QByteArray("content"));
        QCOMPARE(::fcntl(file->get(), F_GETFL) & O_ACCMODE, O_RDONLY);
        QVERIFY(closesOnExec(file->get()));
    }

    void anyNameIsOpened_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("a line break") << QStringLiteral("a\nb.txt");
        QTest::newRow("right to left") << QStringLiteral("\u202etxt.exe");
        QTest::newRow("an option") << QStringLiteral("-rf");
        QTest::newRow("255 bytes") << QString(255, QLatin1Char('x'));
        QTest::newRow("umlaut and emoji") << QStringLiteral("ü😀.pdf");
        QTest::newRow("percent signs") << QStringLiteral("%1 %2.pdf");
    }
    void anyNameIsOpened() {
        QFETCH(QString, name);
        QVERIFY(write(name, "content"));
        const auto file = openRegularFile(at(name));
        QVERIFY(file.ok());
        QCOMPARE(contentOf(file->get()), QByteArray("content"));
    }

    void whatIsNoReadableFileIsAnErrorThatNamesIt_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("missing") << QStringLiteral("missing.pdf") << ErrorKind::Missing;
        QTest::newRow("in a missing folder") << QStringLiteral("nowhere/missing.pdf") << ErrorKind::Missing;
        QTest::newRow("a file as a folder") << QStringLiteral("a.txt/b.pdf") << ErrorKind::Missing;
        QTest::newRow("a folder") << QStringLiteral("folder") << ErrorKind::Unsupported;
        QTest::newRow("a FIFO") << QStringLiteral("fifo.pdf") << ErrorKind::Unsupported;
        QTest::newRow("a link to a FIFO") << QStringLiteral("to-fifo.pdf") << ErrorKind::Unsupported;
        QTest::newRow("a link to a device") << QStringLiteral("to-zero.pdf") << ErrorKind::Unsupported;
        QTest::newRow("a link to nothing") << QStringLiteral("to-nothing.pdf") << ErrorKind::Missing;
        QTest::newRow("a link to itself") << QStringLiteral("to-itself.pdf") << ErrorKind::Missing;
        QTest::newRow("a name that is too long") << QString(256, QLatin1Char('x')) << ErrorKind::Unreadable;
    }
    void whatIsNoReadableFileIsAnErrorThatNamesIt() {
        QFETCH(QString, name);
        QFETCH(ErrorKind, kind);
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder")));
        QCOMPARE(::mkfifo(QFile::encodeName(at(QStringLiteral("fifo.pdf"))).constData(), 0600), 0);
        QVERIFY(link("fifo.pdf", "to-fifo.pdf") && link("/dev/zero", "to-zero.pdf"));
        QVERIFY(link("gone.pdf", "to-nothing.pdf") && link("to-itself.pdf", "to-itself.pdf"));
        QElapsedTimer clock;
        clock.start();
        const auto file = openRegularFile(at(name));
        QVERIFY(clock.elapsed() < 5000); // it did not wait for a writer
        QVERIFY(!file.ok());
        QCOMPARE(code(file.error().kind), code(kind));
        QVERIFY2(file.error().message.contains(name.section(QLatin1Char('/'), -1)),
                 qPrintable(file.error().message));
        QVERIFY(!file.error().hint.isEmpty());
    }

    void aFileThatMayNotBeReadIsUnreadable() {
        const auto path = QFile::encodeName(at(QStringLiteral("a.txt")));
        QCOMPARE(::chmod(QFile::encodeName(m_folder->path()).constData(), 0711), 0);
        QCOMPARE(::chmod(path.constData(), 0), 0);
        const AsNobody nobody;
        if (::access("/proc/self/status", R_OK) == 0 && ::open(path.constData(), O_RDONLY) >= 0)
            QSKIP("skipped: this user may read everything");
        const auto file = openRegularFile(at(QStringLiteral("a.txt")));
        QVERIFY(!file.ok());
        QCOMPARE(code(file.error().kind), code(ErrorKind::Unreadable));
        QVERIFY2(file.error().message.contains(QStringLiteral("a.txt")), qPrintable(file.error().message));
        QVERIFY2(file.error().text().contains(QStringLiteral("permission")), qPrintable(file.error().text()));
    }

    void aLinkIsFollowedToItsFile() {
        QVERIFY(link("a.txt", "to-file.txt") && link("to-file.txt", "to-link.txt"));
        for (const auto &name : {QStringLiteral("to-file.txt"), QStringLiteral("to-link.txt")}) {
            const auto file = openRegularFile(at(name));
            QVERIFY(file.ok());
            QCOMPARE(contentOf(file->get()), QByteArray("content"));
        }
    }

    void itClosesWhenItEnds() {
        int number = -1;
        {
            const auto file = openRegularFile(at(QStringLiteral("a.txt")));
            QVERIFY(file.ok());
            number = file->get();
            QVERIFY(isOpen(number));
        }
        QVERIFY(!isOpen(number));
    }

    void movedItClosesOnce() {
        auto file = openRegularFile(at(QStringLiteral("a.txt")));
        QVERIFY(file.ok());
        const int number = file->get();
        Descriptor other = std::move(*file);
        QCOMPARE(other.get(), number);
        Descriptor third;
        third = std::move(other);
        QVERIFY(isOpen(number));
        third = {};
        QVERIFY(!isOpen(number));
    }

    void aDuplicateLivesOnItsOwn() {
        auto file = openRegularFile(at(QStringLiteral("a.txt")));
        QVERIFY(file.ok());
        const auto copy = file->duplicate();
        *file = {};
        QCOMPARE(contentOf(copy.get()), QByteArray("content"));
        QVERIFY(closesOnExec(copy.get()));
        QVERIFY(!Descriptor().duplicate().valid());
    }

    void sealedMemoryCanNeitherShrinkNorGrow() {
        const auto memory = sealedMemory(10'000);
        QVERIFY(memory.ok());
        struct stat info{};
        QCOMPARE(::fstat(memory->get(), &info), 0);
        QCOMPARE(info.st_size, off_t(10'000));
        for (const off_t size : {0, 9'999, 10'001, 1'000'000}) {
            QCOMPARE(::ftruncate(memory->get(), size), -1);
            QCOMPARE(errno, EPERM);
        }
        QCOMPARE(::pwrite(memory->get(), "x", 1, 9'999), ssize_t(1));
        QCOMPARE(::pwrite(memory->get(), "x", 1, 10'000), ssize_t(-1));
        QCOMPARE(::fcntl(memory->get(), F_ADD_SEALS, F_SEAL_WRITE), -1);
        QVERIFY(closesOnExec(memory->get()));
    }

    void sealedMemoryIsShared() {
        const auto memory = sealedMemory(4096);
        QVERIFY(memory.ok());
        void *mapped = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, memory->get(), 0);
        QVERIFY(mapped != MAP_FAILED);
        static_cast<char *>(mapped)[7] = 'x';
        QCOMPARE(contentOf(memory->get()).at(7), 'x');
        ::munmap(mapped, 4096);
    }

    void memoryOfNegativeSizeIsAnError() {
        const auto memory = sealedMemory(-1);
        QVERIFY(!memory.ok());
        QVERIFY(!memory.error().hint.isEmpty());
    }

    void aDescriptorTravelsWithTheFirstByte() {
        const auto ends = socketPair();
        QVERIFY(ends);
        const auto file = openRegularFile(at(QStringLiteral("a.txt")));
        QVERIFY(file.ok());
        QCOMPARE(sendSome(ends->first.get(), "hello", 5, file->get()), qsizetype(5));
        QCOMPARE(sendSome(ends->first.get(), "more", 4), qsizetype(4));
        std::deque<Descriptor> passed;
        QByteArray got;
        while (got.size() < 9)
            got += receiveSome(ends->second.get(), &passed).value_or(QByteArray("nothing at all"));
        QCOMPARE(got, QByteArray("hellomore"));
        QCOMPARE(passed.size(), size_t(1));
        QVERIFY(passed.front().get() != file->get());
        QVERIFY(closesOnExec(passed.front().get()));
        QCOMPARE(contentOf(passed.front().get()), QByteArray("content"));
    }

    void descriptorsThatNobodyWantsAreClosed() {
        const auto ends = socketPair();
        QVERIFY(ends);
        const auto file = openRegularFile(at(QStringLiteral("a.txt")));
        QVERIFY(file.ok());
        const int before = openDescriptors();
        for (int i = 0; i < 50; ++i) {
            QCOMPARE(sendSome(ends->first.get(), "x", 1, file->get()), qsizetype(1));
            QCOMPARE(receiveSome(ends->second.get(), nullptr).value_or(QByteArray()), QByteArray("x"));
        }
        QCOMPARE(openDescriptors(), before);
    }

    void manyDescriptorsInOneMessageAreAllClosed() {
        const auto ends = socketPair();
        QVERIFY(ends);
        const int before = openDescriptors();
        QVERIFY(sendMany(ends->first.get(), 100));
        std::deque<Descriptor> passed;
        QCOMPARE(receiveSome(ends->second.get(), &passed).value_or(QByteArray()), QByteArray("x"));
        QVERIFY(passed.size() <= 16);
        passed.clear();
        QCOMPARE(openDescriptors(), before);
    }

    void nothingToReadIsEmptyAndAFullSocketTakesNothing() {
        const auto ends = socketPair();
        QVERIFY(ends);
        makeNonBlocking(ends->first.get());
        const auto nothing = receiveSome(ends->first.get(), nullptr);
        QVERIFY(nothing);
        QVERIFY(nothing->isEmpty());
        const QByteArray much(64 * 1024, 'x');
        qsizetype sent = 1;
        for (int i = 0; i < 1000 && sent > 0; ++i)
            sent = sendSome(ends->first.get(), much.constData(), much.size());
        QCOMPARE(sent, qsizetype(0));
    }

    void aPeerThatIsGoneIsNoticedWithoutASignal() {
        auto ends = socketPair();
        QVERIFY(ends);
        ends->second = {};
        QCOMPARE(sendSome(ends->first.get(), "x", 1), qsizetype(-1));
        QVERIFY(!receiveSome(ends->first.get(), nullptr));
    }

private:
    [[nodiscard]] QString at(const QString &name) const { return m_folder->filePath(name); }

    bool write(const QString &name, const QByteArray &content) const {
        QFile file(at(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }

    bool link(const char *target, const char *name) const {
        return ::symlink(target, QFile::encodeName(at(QString::fromLatin1(name))).constData()) == 0;
    }

    /// One byte with `count` descriptors, as a hostile worker would send it.
    static bool sendMany(int socket, int count) {
        std::vector<int> numbers(size_t(count), 0);
        std::vector<char> control(CMSG_SPACE(numbers.size() * sizeof(int)));
        char byte = 'x';
        iovec data{&byte, 1};
        msghdr message{};
        message.msg_iov = &data;
        message.msg_iovlen = 1;
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(numbers.size() * sizeof(int));
        std::copy(numbers.begin(), numbers.end(), reinterpret_cast<int *>(CMSG_DATA(header)));
        return ::sendmsg(socket, &message, 0) == 1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

DOCCHAT_TEST(DescriptorTest)
#include "descriptor_test.moc"
