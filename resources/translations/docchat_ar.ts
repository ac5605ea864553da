<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar">
<context>
    <name>Language</name>
    <message>
        <source>Like the system</source>
        <translation>كالنظام</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>%1: goes on by itself in %2 s</source>
        <translation>%1: يتابع من تلقاء نفسه بعد %2 ث</translation>
    </message>
    <message>
        <source>Reading section %1 of %2</source>
        <translation>يُقرأ القسم %1 من %2</translation>
    </message>
    <message>
        <source>All %1 sections are read; writing…</source>
        <translation>قُرئت كل الأقسام (%1)؛ جارٍ الكتابة…</translation>
    </message>
    <message>
        <source>Looked up as “%1”</source>
        <translation>بُحث عنه بعبارة «%1»</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>أُوقف</translation>
    </message>
    <message>
        <source>The library is damaged. DocChat saves what can be read of it…</source>
        <translation>المكتبة تالفة. ينقذ DocChat ما يمكن قراءته منها…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Ask your own documents.</source>
        <translation>اسأل مستنداتك.</translation>
    </message>
    <message>
        <source>Where the library lies.</source>
        <translation>مكان المكتبة.</translation>
    </message>
    <message>
        <source>Use no model server.</source>
        <translation>لا تستخدم أي خادم نماذج.</translation>
    </message>
    <message>
        <source>At the end, write how long the window was busy at a time, and with what, as JSON.</source>
        <translation>في النهاية، اكتب بصيغة JSON كم انشغلت النافذة في كل مرة وبماذا.</translation>
    </message>
    <message>
        <source>Documents to open.</source>
        <translation>المستندات المراد فتحها.</translation>
    </message>
    <message>
        <source>DocChat could not start again by itself</source>
        <translation>لم يستطع DocChat أن يعيد تشغيل نفسه</translation>
    </message>
    <message>
        <source>Start it</source>
        <translation>شغّله</translation>
    </message>
    <message>
        <source>Offline · nothing leaves this computer ✓</source>
        <translation>غير متصل · لا شيء يغادر هذا الحاسوب ✓</translation>
    </message>
    <message>
        <source>Nothing leaves this computer ✓</source>
        <translation>لا شيء يغادر هذا الحاسوب ✓</translation>
    </message>
    <message>
        <source>Offline · questions and documents stay on this computer ✓</source>
        <translation>غير متصل · الأسئلة والمستندات تبقى على هذا الحاسوب ✓</translation>
    </message>
    <message>
        <source>Questions and documents stay on this computer ✓</source>
        <translation>الأسئلة والمستندات تبقى على هذا الحاسوب ✓</translation>
    </message>
    <message>
        <source>Questions and passages go to %1</source>
        <translation>الأسئلة والمقاطع تُرسل إلى %1</translation>
    </message>
    <message>
        <source>Nothing goes to %1 before you agree</source>
        <translation>لا شيء يُرسل إلى %1 قبل موافقتك</translation>
    </message>
    <message>
        <source>Asked on this computer</source>
        <translation>يُسأل على هذا الحاسوب</translation>
    </message>
    <message>
        <source>if the model is silent, text goes to %1</source>
        <translation>إذا لم يُجب النموذج يُرسل النص إلى %1</translation>
    </message>
    <message>
        <source>%1 helps out once you agree</source>
        <translation>يساعد %1 حين توافق</translation>
    </message>
    <message>
        <source>for now questions go to %1</source>
        <translation>تُرسل الأسئلة حاليًا إلى %1</translation>
    </message>
    <message>
        <source>Quotes only, found with %1</source>
        <translation>اقتباسات فقط، عُثر عليها بواسطة %1</translation>
    </message>
    <message>
        <source>A question with its answer: %1.</source>
        <translation>سؤال مع جوابه: %1.</translation>
    </message>
    <message>
        <source>The text of the library as it is now: %1.</source>
        <translation>نص المكتبة كما هي الآن: %1.</translation>
    </message>
    <message>
        <source>Counted %1.</source>
        <translation>عدّها %1.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>نموذج واحد</translation>
    </message>
    <message>
        <source>%1 models</source>
        <translation>%1 من النماذج</translation>
    </message>
    <message>
        <source>%1 is running on this computer with %2. Use %3?</source>
        <translation>يعمل %1 على هذا الحاسوب ومعه %2. هل تستخدم %3؟</translation>
    </message>
    <message>
        <source>Cancelled: nothing of it was kept</source>
        <translation>أُلغي: لم يُحفظ منه شيء</translation>
    </message>
    <message>
        <source>Was in the library already</source>
        <translation>كان في المكتبة من قبل</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>%1 %2 of %3</source>
        <translation>%1 %2 من %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>قُرئ</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>قُسّم</translation>
    </message>
    <message>
        <source>Embedded</source>
        <translation>ضُمّن</translation>
    </message>
    <message>
        <source>Indexed</source>
        <translation>فُهرس</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>بقي %1 ث</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>بقي %1 د</translation>
    </message>
    <message>
        <source>%1 at once</source>
        <translation>%1 معًا</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>متوقف مؤقتًا</translation>
    </message>
    <message>
        <source>%1 of %2 passages</source>
        <translation>%1 من %2 مقطعًا</translation>
    </message>
    <message>
        <source>Library, with %1</source>
        <translation>المكتبة، بواسطة %1</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>قصير</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>طويل</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>عادي</translation>
    </message>
    <message>
        <source>Style: instructions</source>
        <translation>الأسلوب: تعليمات</translation>
    </message>
    <message>
        <source>Answer style…</source>
        <translation>أسلوب الجواب…</translation>
    </message>
    <message>
        <source>Style: %1</source>
        <translation>الأسلوب: %1</translation>
    </message>
    <message>
        <source>Closest: %1</source>
        <translation>الأقرب: %1</translation>
    </message>
    <message>
        <source>p. %1</source>
        <translation>ص %1</translation>
    </message>
    <message>
        <source>Hide context</source>
        <translation>إخفاء السياق</translation>
    </message>
    <message>
        <source>Show context</source>
        <translation>إظهار السياق</translation>
    </message>
    <message>
        <source>now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>أمس</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>فشل</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>متوقف</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>يُقرأ</translation>
    </message>
    <message>
        <source>Pictures only</source>
        <translation>صور فقط</translation>
    </message>
    <message>
        <source>Password needed</source>
        <translation>تلزم كلمة مرور</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>تالف</translation>
    </message>
    <message>
        <source>Cannot be read here</source>
        <translation>لا يمكن قراءته هنا</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>كبير جدًا</translation>
    </message>
    <message>
        <source>Took too long</source>
        <translation>استغرق وقتًا طويلًا</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>تعذّرت قراءته</translation>
    </message>
    <message>
        <source>May not be opened</source>
        <translation>لا يُسمح بفتحه</translation>
    </message>
    <message>
        <source>File is missing</source>
        <translation>الملف مفقود</translation>
    </message>
    <message>
        <source>By words only: %1</source>
        <translation>بالكلمات فقط: %1</translation>
    </message>
    <message>
        <source>Partly read: %1</source>
        <translation>قُرئ جزئيًا: %1</translation>
    </message>
    <message>
        <source>Read so far: %1 of %2</source>
        <translation>قُرئ حتى الآن: %1 من %2</translation>
    </message>
    <message>
        <source>1 page</source>
        <translation>صفحة واحدة</translation>
    </message>
    <message>
        <source>%1 pages</source>
        <translation>الصفحات: %1</translation>
    </message>
    <message>
        <source>1 part</source>
        <translation>جزء واحد</translation>
    </message>
    <message>
        <source>%1 parts</source>
        <translation>الأجزاء: %1</translation>
    </message>
    <message>
        <source>1 section</source>
        <translation>قسم واحد</translation>
    </message>
    <message>
        <source>%1 sections</source>
        <translation>الأقسام: %1</translation>
    </message>
    <message>
        <source>Paused at %1 %</source>
        <translation>متوقف عند %1 %</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>جارٍ الإلغاء…</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>جارٍ الإيقاف…</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>ينتظر دوره</translation>
    </message>
    <message>
        <source>Preparing %1 %</source>
        <translation>التحضير %1 %</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>التحضير</translation>
    </message>
    <message>
        <source>Reading %1 %</source>
        <translation>القراءة %1 %</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>جارٍ الفتح</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>فتح القفل…</translation>
    </message>
    <message>
        <source>Read it…</source>
        <translation>اقرأه…</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>%1 · file is missing</source>
        <translation>%1 · الملف مفقود</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>الأقدم أولًا</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>الأحدث أولًا</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>حسب الاسم</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>حسب النوع</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>حسب الحالة</translation>
    </message>
    <message>
        <source>1 passage</source>
        <translation>مقطع واحد</translation>
    </message>
    <message>
        <source>%1 passages</source>
        <translation>%1 مقطعًا</translation>
    </message>
    <message>
        <source>1 document</source>
        <translation>مستند واحد</translation>
    </message>
    <message>
        <source>%1 documents</source>
        <translation>المستندات: %1</translation>
    </message>
    <message>
        <source>No passage matches.</source>
        <translation>لا مقطع مطابق.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 في %2</translation>
    </message>
    <message>
        <source>No passage holds all the words. %1 hold some of them.</source>
        <translation>لا مقطع يحوي كل الكلمات. %1 تحوي بعضها.</translation>
    </message>
    <message>
        <source>Install Ollama (ollama.com), or llama-server, which is part of llama.cpp (github.com/ggml-org/llama.cpp).</source>
        <translation>ثبّت Ollama ‏(ollama.com) أو llama-server وهو جزء من llama.cpp ‏(github.com/ggml-org/llama.cpp).</translation>
    </message>
    <message>
        <source>llama-server is here: %1. Ollama (ollama.com) does as well.</source>
        <translation>llama-server موجود هنا: %1. ويصلح Ollama ‏(ollama.com) أيضًا.</translation>
    </message>
    <message>
        <source>Get a small model: with Ollama by “ollama pull qwen2.5:3b”, or as a .gguf file of 1 to 5 GB.</source>
        <translation>احصل على نموذج صغير: مع Ollama بالأمر «ollama pull qwen2.5:3b»، أو كملف ‎.gguf حجمه من 1 إلى 5 غيغابايت.</translation>
    </message>
    <message>
        <source>DocChat finds Ollama at its next start. A .gguf file is chosen here, or dropped on the window.</source>
        <translation>يجد DocChat برنامج Ollama عند التشغيل التالي. يُختار ملف ‎.gguf هنا أو يُفلت على النافذة.</translation>
    </message>
    <message>
        <source>for answers</source>
        <translation>للأجوبة</translation>
    </message>
    <message>
        <source>for finding</source>
        <translation>للبحث</translation>
    </message>
    <message>
        <source>reads %1 tokens at once</source>
        <translation>يقرأ %1 رمزًا دفعة واحدة</translation>
    </message>
    <message>
        <source>No file yet</source>
        <translation>لا ملف بعد</translation>
    </message>
    <message>
        <source>A file · on this computer</source>
        <translation>ملف · على هذا الحاسوب</translation>
    </message>
    <message>
        <source>No address yet</source>
        <translation>لا عنوان بعد</translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation>Ollama</translation>
    </message>
    <message>
        <source>OpenAI-compatible</source>
        <translation>متوافق مع OpenAI</translation>
    </message>
    <message>
        <source>%1 · on this computer</source>
        <translation>%1 · على هذا الحاسوب</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 in %2 ms: %3</source>
        <translation>%1 في %2 مث: %3</translation>
    </message>
    <message>
        <source>Your questions, what was said before in the chat, and the passages that fit.</source>
        <translation>أسئلتك، وما قيل قبلها في المحادثة، والمقاطع المناسبة.</translation>
    </message>
    <message>
        <source>All text of your documents, also of those that you add later, and each question, to find passages by their meaning.</source>
        <translation>كل نص مستنداتك، وما تضيفه لاحقًا أيضًا، وكل سؤال، للعثور على المقاطع بمعناها.</translation>
    </message>
    <message>
        <source>The library has %1 passages now, about %2 tokens. What this model was given before is not sent again.</source>
        <translation>في المكتبة الآن %1 مقطعًا، نحو %2 رمزًا. ما أُعطي لهذا النموذج من قبل لا يُرسل ثانية.</translation>
    </message>
    <message>
        <source>A few passages with each question.</source>
        <translation>بضعة مقاطع مع كل سؤال.</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 مث</translation>
    </message>
    <message>
        <source>Since %1 the window was never busy for longer than a frame (%2).</source>
        <translation>منذ %1 لم تنشغل النافذة أطول من إطار واحد (%2).</translation>
    </message>
    <message>
        <source>Since %1 the window was busy for at most %2 at a time: %3.</source>
        <translation>منذ %1 انشغلت النافذة %2 على الأكثر في المرة: %3.</translation>
    </message>
    <message>
        <source>Added today</source>
        <translation>أضيفت اليوم</translation>
    </message>
    <message>
        <source>Added in the last 7 days</source>
        <translation>أضيفت في آخر 7 أيام</translation>
    </message>
    <message>
        <source>Added in the last 30 days</source>
        <translation>أضيفت في آخر 30 يومًا</translation>
    </message>
    <message>
        <source>Added in the last year</source>
        <translation>أضيفت في السنة الأخيرة</translation>
    </message>
    <message>
        <source>instructions</source>
        <translation>تعليمات</translation>
    </message>
    <message>
        <source>%1 · folder is offline</source>
        <translation>%1 · تعذّر الوصول إلى المجلد</translation>
    </message>
    <message>
        <source>%1 · in %2 places</source>
        <translation>%1 · في %2 أماكن</translation>
    </message>
    <message>
        <source>Its folder is offline; a copy is kept in the library.</source>
        <translation>مجلده غير متاح؛ تُحفظ نسخة منه في المكتبة.</translation>
    </message>
    <message>
        <source>Its file is missing; a copy is kept in the library.</source>
        <translation>ملفه مفقود؛ تُحفظ نسخة منه في المكتبة.</translation>
    </message>
    <message>
        <source>A copy is kept in the library.</source>
        <translation>تُحفظ نسخة منه في المكتبة.</translation>
    </message>
    <message>
        <source>A copy will be kept in the library once its file can be read.</source>
        <translation>ستُحفظ نسخة منه في المكتبة حالما تمكن قراءة ملفه.</translation>
    </message>
    <message>
        <source>%1 · from its copy</source>
        <translation>%1 · من نسخته</translation>
    </message>
    <message>
        <source>A copy of its earlier version is kept; that of this one is to come.</source>
        <translation>تُحفظ نسخة من إصداره السابق؛ ونسخة هذا الإصدار ستأتي.</translation>
    </message>
    <message>
        <source>From its copy</source>
        <translation>من نسخته</translation>
    </message>
</context>
<context>
    <name>docchat::ChatController</name>
    <message>
        <source>New chat</source>
        <translation>محادثة جديدة</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>فتح الرابط</translation>
    </message>
    <message>
        <source>Open this address?

%1</source>
        <translation>هل تفتح هذا العنوان؟

%1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>An answer is being written. Stop it, or wait for its end.</source>
        <translation>يُكتب جواب الآن. أوقفه أو انتظر نهايته.</translation>
    </message>
    <message>
        <source>%1, then %2</source>
        <translation>%1، ثم %2</translation>
    </message>
    <message>
        <source>The program ended before the answer was whole</source>
        <translation>انتهى البرنامج قبل اكتمال الجواب</translation>
    </message>
    <message>
        <source>This chat could not be kept.
%1</source>
        <translation>تعذّر حفظ هذه المحادثة.
%1</translation>
    </message>
    <message>
        <source>This answer is not kept yet. %1. It goes on by itself</source>
        <translation>لم تُحفظ هذه الإجابة بعد. %1. سيستمر ذلك تلقائيًا</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>حاول مرة أخرى</translation>
    </message>
    <message>
        <source>The library takes too long to write</source>
        <translation>الكتابة في المكتبة تستغرق وقتًا أطول من اللازم</translation>
    </message>
    <message>
        <source>Check its disk</source>
        <translation>تحقق من قرصها</translation>
    </message>
</context>
<context>
    <name>docchat::ChatListController</name>
    <message>
        <source>Export as PDF</source>
        <translation>تصدير بصيغة PDF</translation>
    </message>
    <message>
        <source>Export as Markdown</source>
        <translation>تصدير بصيغة Markdown</translation>
    </message>
</context>
<context>
    <name>docchat::CollectionController</name>
    <message>
        <source>Collections</source>
        <translation>المجموعات</translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>مجموعة جديدة</translation>
    </message>
    <message>
        <source>Name of the collection:</source>
        <translation>اسم المجموعة:</translation>
    </message>
    <message>
        <source>Rename the collection</source>
        <translation>إعادة تسمية المجموعة</translation>
    </message>
    <message>
        <source>Remove the collection</source>
        <translation>إزالة المجموعة</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>إزالة</translation>
    </message>
    <message>
        <source>1 document was added to “%1”</source>
        <translation>أُضيف مستند واحد إلى «%1»</translation>
    </message>
    <message>
        <source>%1 documents were added to “%2”</source>
        <translation>أُضيف %1 مستندًا إلى «%2»</translation>
    </message>
    <message>
        <source>Remove the collection “%1”?

Its documents stay in the library, and its chats and notes become those of all documents.</source>
        <translation>هل تزيل المجموعة «%1»؟

تبقى مستنداتها في المكتبة، وتصبح محادثاتها وملاحظاتها تابعة لكل المستندات.</translation>
    </message>
</context>
<context>
    <name>docchat::CopiesController</name>
    <message>
        <source>Keep a copy</source>
        <translation>الاحتفاظ بنسخة</translation>
    </message>
    <message>
        <source>Keeping a copy of %1</source>
        <translation>تُحفظ نسخة من %1</translation>
    </message>
    <message>
        <source>Delete the copy</source>
        <translation>حذف النسخة</translation>
    </message>
    <message>
        <source>Save the copy</source>
        <translation>حفظ النسخة</translation>
    </message>
    <message>
        <source>The file of %1 is not there. Without its copy only its text is left.</source>
        <translation>ملف %1 غير موجود. من دون نسخته لن يبقى سوى نصه.</translation>
    </message>
</context>
<context>
    <name>docchat::DesktopNotice</name>
    <message>
        <source>%1 can be asked now.</source>
        <translation>يمكن الآن السؤال عن %1.</translation>
    </message>
    <message>
        <source>%1 documents can be asked now.</source>
        <translation>يمكن الآن السؤال عن %1 من المستندات.</translation>
    </message>
    <message>
        <source>%1 failed.</source>
        <translation>فشل %1.</translation>
    </message>
    <message>
        <source>The documents have been read</source>
        <translation>تمت قراءة المستندات</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>عرض</translation>
    </message>
</context>
<context>
    <name>docchat::FolderController</name>
    <message>
        <source>Being looked through…</source>
        <translation>يجري تفحّصه…</translation>
    </message>
    <message>
        <source>%1. Since %2 it is looked for; nothing was removed.</source>
        <translation>%1. يجري البحث عنه منذ %2، ولم يُحذف شيء.</translation>
    </message>
    <message>
        <source>1 document</source>
        <translation>مستند واحد</translation>
    </message>
    <message>
        <source>%1 documents</source>
        <translation>المستندات: %1</translation>
    </message>
    <message>
        <source>changes are seen at once</source>
        <translation>تُلاحظ التغييرات فورًا</translation>
    </message>
    <message>
        <source>not all of it may be read: %1</source>
        <translation>لا تُسمح قراءة كل ما فيه: %1</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>ليس الآن</translation>
    </message>
    <message>
        <source>The folder “%1” cannot be reached. Its documents stay, and can be asked.</source>
        <translation>تعذّر الوصول إلى المجلد «%1». تبقى مستنداته ويمكن السؤال فيها.</translation>
    </message>
    <message>
        <source>The folders “%1” cannot be reached. Their documents stay, and can be asked.</source>
        <translation>تعذّر الوصول إلى المجلدات «%1». تبقى مستنداتها ويمكن السؤال فيها.</translation>
    </message>
    <message>
        <source>”, “</source>
        <translation>»، «</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>المجلدات المراقَبة</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>مراقبة</translation>
    </message>
    <message>
        <source>“%1” is added as it is now. Watch it, so that what comes later is read by itself?</source>
        <translation>يُضاف المجلد «%1» كما هو الآن. أتريد مراقبته ليُقرأ ما يأتي لاحقًا تلقائيًا؟</translation>
    </message>
    <message>
        <source>%1 folders are added as they are now. Watch them, so that what comes later is read by itself?</source>
        <translation>تُضاف المجلدات (%1) كما هي الآن. أتريد مراقبتها ليُقرأ ما يأتي لاحقًا تلقائيًا؟</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>مراقبة مجلد</translation>
    </message>
    <message>
        <source>Watch “%1”? Its %2 documents are read now, and what comes later by itself.</source>
        <translation>أتريد مراقبة «%1»؟ تُقرأ مستنداته الآن (%2)، وما يأتي لاحقًا يُقرأ تلقائيًا.</translation>
    </message>
    <message>
        <source>looked through regularly</source>
        <translation>يُتفحّص بانتظام</translation>
    </message>
</context>
<context>
    <name>docchat::GgufOffer</name>
    <message>
        <source>A model</source>
        <translation>نموذج</translation>
    </message>
    <message>
        <source>Where is llama-server?</source>
        <translation>أين llama-server؟</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>كل الملفات (*)</translation>
    </message>
    <message>
        <source>%1 is no program that can be started.</source>
        <translation>%1 ليس برنامجًا يمكن تشغيله.</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>اختيار نموذج</translation>
    </message>
    <message>
        <source>Models (*.gguf);;All files (*)</source>
        <translation>نماذج (*.gguf);;كل الملفات (*)</translation>
    </message>
</context>
<context>
    <name>docchat::Gui</name>
    <message>
        <source>About “%1”: </source>
        <translation>عن «%1»: </translation>
    </message>
    <message>
        <source>Reduced protection</source>
        <translation>حماية منقوصة</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;ملف</translation>
    </message>
    <message>
        <source>Add documents…</source>
        <translation>إضافة مستندات…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>إضافة مجلد…</translation>
    </message>
    <message>
        <source>Try with a sample</source>
        <translation>التجربة بمثال</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>مجموعة جديدة…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>الإعدادات…</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>النماذج…</translation>
    </message>
    <message>
        <source>Back Up…</source>
        <translation>نسخ احتياطي…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>استعادة…</translation>
    </message>
    <message>
        <source>Delete Everything…</source>
        <translation>حذف كل شيء…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;تحرير</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>البحث عن أي شيء</translation>
    </message>
    <message>
        <source>Find in the document</source>
        <translation>البحث في المستند</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>البحث عن التالي</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>الم&amp;كتبة</translation>
    </message>
    <message>
        <source>Filter documents</source>
        <translation>تصفية المستندات</translation>
    </message>
    <message>
        <source>Ask all documents</source>
        <translation>سؤال كل المستندات</translation>
    </message>
    <message>
        <source>&amp;Chat</source>
        <translation>م&amp;حادثة</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>محادثة جديدة</translation>
    </message>
    <message>
        <source>Write a question</source>
        <translation>كتابة سؤال</translation>
    </message>
    <message>
        <source>Regenerate the answer</source>
        <translation>إعادة كتابة الجواب</translation>
    </message>
    <message>
        <source>Edit the last question</source>
        <translation>تعديل السؤال الأخير</translation>
    </message>
    <message>
        <source>Answer style…</source>
        <translation>أسلوب الجواب…</translation>
    </message>
    <message>
        <source>Search the passages</source>
        <translation>البحث في المقاطع</translation>
    </message>
    <message>
        <source>Stop, or back to the chat</source>
        <translation>الإيقاف أو العودة إلى المحادثة</translation>
    </message>
    <message>
        <source>Search chats</source>
        <translation>البحث في المحادثات</translation>
    </message>
    <message>
        <source>Rename this chat</source>
        <translation>إعادة تسمية هذه المحادثة</translation>
    </message>
    <message>
        <source>Export as Markdown…</source>
        <translation>تصدير بصيغة Markdown…</translation>
    </message>
    <message>
        <source>Export as PDF…</source>
        <translation>تصدير بصيغة PDF…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;عرض</translation>
    </message>
    <message>
        <source>Back in the document</source>
        <translation>الرجوع في المستند</translation>
    </message>
    <message>
        <source>Forward in the document</source>
        <translation>التقدم في المستند</translation>
    </message>
    <message>
        <source>Contents of the document</source>
        <translation>محتويات المستند</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>الذهاب إلى صفحة</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>أكبر</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>أصغر</translation>
    </message>
    <message>
        <source>As wide as the pane</source>
        <translation>بعرض اللوحة</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>المكتبة</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>النشاط</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>اللوحة التالية</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>م&amp;ساعدة</translation>
    </message>
    <message>
        <source>Getting a Model…</source>
        <translation>الحصول على نموذج…</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>المهام</translation>
    </message>
    <message>
        <source>Responsiveness</source>
        <translation>سرعة الاستجابة</translation>
    </message>
    <message>
        <source>About DocChat</source>
        <translation>حول DocChat</translation>
    </message>
    <message>
        <source>DocChat %1
Ask your own documents. GPL-3.0-or-later.</source>
        <translation>DocChat %1
اسأل مستنداتك. GPL-3.0-or-later.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>المظهر</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>كالنظام</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Work Offline</source>
        <translation>العمل دون اتصال</translation>
    </message>
    <message>
        <source>Document in a window of its own</source>
        <translation>المستند في نافذة مستقلة</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>الملاحظات</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>مراقبة مجلد…</translation>
    </message>
    <message>
        <source>Watched folders…</source>
        <translation>المجلدات المراقَبة…</translation>
    </message>
</context>
<context>
    <name>docchat::KeepingController</name>
    <message>
        <source>Details</source>
        <translation>التفاصيل</translation>
    </message>
    <message>
        <source>The library was damaged</source>
        <translation>كانت المكتبة تالفة</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>حسنًا</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>البدء من جديد</translation>
    </message>
    <message>
        <source>The library is damaged. When DocChat starts again it saves what can be read, and keeps the damaged file.</source>
        <translation>المكتبة تالفة. عند التشغيل التالي ينقذ DocChat ما يمكن قراءته ويحتفظ بالملف التالف.</translation>
    </message>
    <message>
        <source>Back Up</source>
        <translation>نسخ احتياطي</translation>
    </message>
    <message>
        <source>Backing up to %1</source>
        <translation>يُنسخ إلى %1</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>استعادة</translation>
    </message>
    <message>
        <source>Backups (*.sqlite);;All files (*)</source>
        <translation>نسخ احتياطية (*.sqlite);;كل الملفات (*)</translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation>يُفحص %1</translation>
    </message>
    <message>
        <source>Restore %1 of %2, with %3?

The library as it is now is kept beside it, as library.sqlite.before-restore with the time. DocChat starts again.</source>
        <translation>هل تستعيد %1 بتاريخ %2 وفيه %3؟

تُحفظ المكتبة الحالية بجانبها باسم library.sqlite.before-restore مع الوقت. يبدأ DocChat من جديد.</translation>
    </message>
    <message>
        <source>Restoring %1</source>
        <translation>تُستعاد %1</translation>
    </message>
    <message>
        <source>Delete Everything</source>
        <translation>حذف كل شيء</translation>
    </message>
    <message>
        <source>The keychain cannot be used: the key of %1 stays in it. Delete the rest?</source>
        <translation>لا يمكن استخدام حافظة المفاتيح: يبقى مفتاح %1 فيها. هل تحذف الباقي؟</translation>
    </message>
    <message>
        <source>Delete the Rest</source>
        <translation>حذف الباقي</translation>
    </message>
    <message>
        <source>%1. Until then documents and chats can be read and searched; nothing can be added or asked.</source>
        <translation>%1. حتى ذلك الحين يمكن قراءة المستندات والمحادثات والبحث فيها، ولا يمكن إضافة شيء أو طرح سؤال.</translation>
    </message>
    <message>
        <source>Delete What Was Set Aside</source>
        <translation>حذف ما وُضع جانبًا</translation>
    </message>
    <message>
        <source>Delete these files for good?

%1

The library as it is now stays. What could not be saved when they were set aside is nowhere else.</source>
        <translation>أتريد حذف هذه الملفات نهائيًا؟

%1

تبقى المكتبة كما هي الآن. ما تعذّر إنقاذه حين وُضعت جانبًا لا يوجد إلا هنا.</translation>
    </message>
    <message>
        <source>Delete Them</source>
        <translation>احذفها</translation>
    </message>
    <message>
        <source>%1 cannot be deleted. Give yourself permission to write in that folder, then try again.</source>
        <translation>تعذّر حذف %1. امنح نفسك إذن الكتابة في ذلك المجلد ثم حاول ثانية.</translation>
    </message>
    <message>
        <source>The library was backed up to %1, with its chats, the text of its documents and the copies of them that you keep. The settings and keys are not in it.</source>
        <translation>نُسخت المكتبة إلى %1 مع محادثاتها ونص مستنداتها والنسخ التي تحتفظ بها منها. الإعدادات والمفاتيح ليست فيها.</translation>
    </message>
    <message>
        <source>Delete for good what DocChat keeps?

• all chats, the text of all documents, and the copies of them that you keep
• the settings, the model servers and their keys in the keychain
• the logs, and the copies that DocChat kept in %1

Your documents themselves stay where they are, and so do your backups. DocChat ends.</source>
        <translation>هل تحذف نهائيًا ما يحتفظ به DocChat؟

• كل المحادثات ونص كل المستندات والنسخ التي تحتفظ بها منها
• الإعدادات وخوادم النماذج ومفاتيحها في حافظة المفاتيح
• السجلات والنسخ التي احتفظ بها DocChat في %1

مستنداتك نفسها تبقى حيث هي، وكذلك نسخك الاحتياطية. ينتهي DocChat.</translation>
    </message>
</context>
<context>
    <name>docchat::LibraryController</name>
    <message>
        <source>%1 is the same as %2, which is in the library already.</source>
        <translation>%1 هو نفسه %2 الموجود في المكتبة.</translation>
    </message>
    <message>
        <source>Going on with 1 document</source>
        <translation>متابعة مستند واحد</translation>
    </message>
    <message>
        <source>Going on with %1 documents</source>
        <translation>متابعة %1 مستندًا</translation>
    </message>
    <message>
        <source>Add documents</source>
        <translation>إضافة مستندات</translation>
    </message>
    <message>
        <source>Add %1 files to the library?</source>
        <translation>هل تضيف %1 ملفًا إلى المكتبة؟</translation>
    </message>
    <message>
        <source>Add them</source>
        <translation>إضافتها</translation>
    </message>
    <message>
        <source>Add a folder of documents</source>
        <translation>إضافة مجلد مستندات</translation>
    </message>
    <message>
        <source>Documents (*.pdf *.docx *.pptx *.xlsx *.odt *.odp *.ods *.doc *.xls *.ppt *.epub *.html *.htm *.md *.markdown *.txt *.csv *.tsv *.rtf *.eml *.mbox *.png *.jpg *.jpeg *.tif *.tiff);;Models (*.gguf);;All files (*)</source>
        <translation>مستندات (*.pdf *.docx *.pptx *.xlsx *.odt *.odp *.ods *.doc *.xls *.ppt *.epub *.html *.htm *.md *.markdown *.txt *.csv *.tsv *.rtf *.eml *.mbox *.png *.jpg *.jpeg *.tif *.tiff);;نماذج (*.gguf);;كل الملفات (*)</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>فتح القفل</translation>
    </message>
    <message>
        <source>Password of %1:</source>
        <translation>كلمة مرور %1:</translation>
    </message>
    <message>
        <source>Rename the document</source>
        <translation>إعادة تسمية المستند</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>الاسم:</translation>
    </message>
    <message>
        <source>Title and author</source>
        <translation>العنوان والمؤلف</translation>
    </message>
    <message>
        <source>%1 is in the library already.</source>
        <translation>%1 في المكتبة بالفعل.</translation>
    </message>
</context>
<context>
    <name>docchat::ModelsController</name>
    <message>
        <source>Models</source>
        <translation>النماذج</translation>
    </message>
    <message>
        <source>Documents are being read. Choose another model when they are done, or cancel them.</source>
        <translation>تُقرأ مستندات الآن. اختر نموذجًا آخر حين تنتهي، أو ألغِها.</translation>
    </message>
    <message>
        <source>%1 is not asked while offline</source>
        <translation>لا يُسأل %1 دون اتصال</translation>
    </message>
    <message>
        <source>Start DocChat without --offline</source>
        <translation>شغّل DocChat دون ‎--offline</translation>
    </message>
    <message>
        <source>Choose File → Work Offline again first</source>
        <translation>اختر أولًا ملف ← العمل دون اتصال مرة أخرى</translation>
    </message>
    <message>
        <source>Cancelled; what came is kept there for the next time.</source>
        <translation>أُلغي؛ ما وصل محفوظ هناك للمرة القادمة.</translation>
    </message>
    <message>
        <source>Only Ollama gets models</source>
        <translation>Ollama وحده يجلب النماذج</translation>
    </message>
    <message>
        <source>Remove the new server?</source>
        <translation>هل تزيل الخادم الجديد؟</translation>
    </message>
    <message>
        <source>Remove %1? The server itself and its models stay.</source>
        <translation>هل تزيل %1؟ يبقى الخادم نفسه ونماذجه.</translation>
    </message>
    <message>
        <source>Remove a server</source>
        <translation>إزالة خادم</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>إزالة</translation>
    </message>
</context>
<context>
    <name>docchat::NotesController</name>
    <message>
        <source>Show the notes</source>
        <translation>عرض الملاحظات</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>الملاحظات</translation>
    </message>
    <message>
        <source>Pinned to the notes.</source>
        <translation>حُفظ في الملاحظات.</translation>
    </message>
    <message>
        <source>Pinned to the notes of “%1”.</source>
        <translation>حُفظ في ملاحظات «%1».</translation>
    </message>
</context>
<context>
    <name>docchat::PaletteController</name>
    <message>
        <source>Find a document, a chat, a passage or a command</source>
        <translation>ابحث عن مستند أو محادثة أو مقطع أو أمر</translation>
    </message>
    <message>
        <source>Name a document to ask</source>
        <translation>سمِّ مستندًا لتسأله</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>محادثة</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>مقطع</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>Every passage with “%1”</source>
        <translation>كل مقطع فيه «%1»</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>مستند</translation>
    </message>
    <message>
        <source>✓ Ticked</source>
        <translation>✓ مؤشَّر</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>أمر</translation>
    </message>
</context>
<context>
    <name>docchat::ProviderController</name>
    <message>
        <source>this computer</source>
        <translation>هذا الحاسوب</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Quotes only · offline</source>
        <translation>اقتباسات فقط · غير متصل</translation>
    </message>
    <message>
        <source>Quotes only · built in</source>
        <translation>اقتباسات فقط · مدمج</translation>
    </message>
    <message>
        <source>Offline: %1 is not asked, nothing leaves this computer ✓</source>
        <translation>غير متصل: لا يُسأل %1، لا شيء يغادر هذا الحاسوب ✓</translation>
    </message>
    <message>
        <source>Work Offline</source>
        <translation>العمل دون اتصال</translation>
    </message>
    <message>
        <source>%1 · not while offline</source>
        <translation>%1 · ليس دون اتصال</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>النماذج…</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>النماذج</translation>
    </message>
    <message>
        <source>This model could not be chosen.</source>
        <translation>تعذّر اختيار هذا النموذج.</translation>
    </message>
</context>
<context>
    <name>docchat::RemovalController</name>
    <message>
        <source>Remove from the library</source>
        <translation>إزالة من المكتبة</translation>
    </message>
    <message>
        <source>The file of %1 is not there, and its copy goes with the document.</source>
        <translation>ملف %1 غير موجود، ونسخته تذهب مع المستند.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>إزالة</translation>
    </message>
</context>
<context>
    <name>docchat::Responsiveness</name>
    <message>
        <source>task “%1”</source>
        <translation>المهمة «%1»</translation>
    </message>
</context>
<context>
    <name>docchat::ScopeController</name>
    <message>
        <source>Asking %1</source>
        <translation>يُسأل %1</translation>
    </message>
    <message>
        <source>Asking all documents</source>
        <translation>السؤال في كل المستندات</translation>
    </message>
    <message>
        <source>Asking 1 ticked document</source>
        <translation>يُسأل مستند مؤشَّر واحد</translation>
    </message>
    <message>
        <source>Asking %1 ticked documents</source>
        <translation>يُسأل %1 مستندًا مؤشَّرًا</translation>
    </message>
    <message>
        <source>Ask all of %1</source>
        <translation>سؤال كل ما في %1</translation>
    </message>
    <message>
        <source>Ask all documents</source>
        <translation>سؤال كل المستندات</translation>
    </message>
    <message>
        <source>Tick documents in the library to ask only these</source>
        <translation>أشِّر على مستندات في المكتبة لتُسأل وحدها</translation>
    </message>
</context>
<context>
    <name>docchat::SearchController</name>
    <message>
        <source>There are no documents to search yet.</source>
        <translation>لا توجد مستندات للبحث فيها بعد.</translation>
    </message>
    <message>
        <source>Type words: every passage with all of them is listed here.</source>
        <translation>اكتب كلمات: يظهر هنا كل مقطع يحويها كلها.</translation>
    </message>
</context>
<context>
    <name>docchat::SentController</name>
    <message>
        <source>What was sent</source>
        <translation>ما أُرسل</translation>
    </message>
</context>
<context>
    <name>docchat::ServerOffer</name>
    <message>
        <source>Models</source>
        <translation>النماذج</translation>
    </message>
</context>
<context>
    <name>docchat::SettingsController</name>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
</context>
<context>
    <name>docchat::SourceController</name>
    <message>
        <source>(The document has changed since: these words are no longer in it.)</source>
        <translation>(تغيّر المستند منذ ذلك: لم تعد هذه الكلمات فيه.)</translation>
    </message>
    <message>
        <source>(Nothing stands around it, or the document is no longer in the library.)</source>
        <translation>(لا شيء حوله، أو أن المستند لم يعد في المكتبة.)</translation>
    </message>
    <message>
        <source>This document is no longer in the library. Its quotes stay in the chat.</source>
        <translation>لم يعد هذا المستند في المكتبة. تبقى اقتباساته في المحادثة.</translation>
    </message>
    <message>
        <source>Nothing of it could be read.</source>
        <translation>لم يمكن قراءة شيء منه.</translation>
    </message>
    <message>
        <source>p. %1</source>
        <translation>ص %1</translation>
    </message>
</context>
<context>
    <name>docchat::StyleController</name>
    <message>
        <source>Answer style</source>
        <translation>أسلوب الجواب</translation>
    </message>
</context>
<context>
    <name>docchat::SuggestionController</name>
    <message>
        <source>What does it say about “%1”?</source>
        <translation>ماذا تقول المستندات عن «%1»؟</translation>
    </message>
</context>
<context>
    <name>docchat::WholeController</name>
    <message>
        <source>List…</source>
        <translation>سرد…</translation>
    </message>
    <message>
        <source>What is to be listed from the whole document?</source>
        <translation>ما الذي يُسرد من المستند كله؟</translation>
    </message>
    <message>
        <source>all names</source>
        <translation>كل الأسماء</translation>
    </message>
    <message>
        <source>all dates</source>
        <translation>كل التواريخ</translation>
    </message>
    <message>
        <source>all amounts of money</source>
        <translation>كل المبالغ المالية</translation>
    </message>
    <message>
        <source>List</source>
        <translation>سرد</translation>
    </message>
</context>
<context>
    <name>docchat::Words</name>
    <message>
        <source>1 chat</source>
        <translation>محادثة واحدة</translation>
    </message>
    <message>
        <source>%1 chats</source>
        <translation>%1 محادثة</translation>
    </message>
    <message>
        <source>1 document</source>
        <translation>مستند واحد</translation>
    </message>
    <message>
        <source>%1 documents</source>
        <translation>المستندات: %1</translation>
    </message>
    <message>
        <source>%1 could not be read whole: %2</source>
        <translation>تعذّرت قراءة %1 كاملًا: %2</translation>
    </message>
    <message>
        <source>%1: read so far: pages 1–%2 of %3</source>
        <translation>%1: قُرئ حتى الآن: الصفحات من 1 إلى %2 من أصل %3</translation>
    </message>
    <message>
        <source>%1 is still being read</source>
        <translation>ما زال %1 يُقرأ</translation>
    </message>
    <message>
        <source>%1 more are not read whole yet</source>
        <translation>%1 أخرى لم تُقرأ كاملة بعد</translation>
    </message>
    <message>
        <source>The question is long: only its beginning was looked up</source>
        <translation>السؤال طويل: لم يُبحث إلا عن بدايته</translation>
    </message>
    <message>
        <source>Found by words alone: %1</source>
        <translation>عُثر عليه بالكلمات وحدها: %1</translation>
    </message>
    <message>
        <source>Quoted from your documents:

</source>
        <translation>اقتباسات من مستنداتك:

</translation>
    </message>
    <message>
        <source>A weak match, quoted from your documents:

</source>
        <translation>تطابق ضعيف، اقتباسات من مستنداتك:

</translation>
    </message>
    <message>
        <source>**There are no documents to ask yet.** Add some, then ask again.

</source>
        <translation>**لا توجد مستندات تسألها بعد.** أضف بعضها ثم اسأل من جديد.

</translation>
    </message>
    <message>
        <source>**Not in these documents.** Nothing in %1 answers this.%2

</source>
        <translation>**ليس في هذه المستندات.** لا شيء في %1 يجيب عن هذا.%2

</translation>
    </message>
    <message>
        <source>the document</source>
        <translation>المستند</translation>
    </message>
    <message>
        <source>the %1 documents</source>
        <translation>المستندات (%1)</translation>
    </message>
    <message>
        <source> The closest passages, which may not be about it:</source>
        <translation> أقرب المقاطع، وقد لا تكون عنه:</translation>
    </message>
    <message>
        <source>Only a model can go on with an answer, from passages that are still there</source>
        <translation>لا يتابع جوابًا إلا نموذج، ومن مقاطع ما زالت موجودة</translation>
    </message>
    <message>
        <source>Choose a model at the top right, or ask again with Retry</source>
        <translation>اختر نموذجًا في الأعلى، أو اسأل من جديد بزر «إعادة المحاولة»</translation>
    </message>
    <message>
        <source>%1 reads little at once: fewer passages were sent</source>
        <translation>يقرأ %1 القليل دفعة واحدة: أُرسلت مقاطع أقل</translation>
    </message>
    <message>
        <source>The document of %1 has changed since, the words are no longer in it</source>
        <translation>تغيّر مستند %1 منذ ذلك، ولم تعد الكلمات فيه</translation>
    </message>
    <message>
        <source>The documents of %1 have changed since, the words are no longer in them</source>
        <translation>تغيّرت مستندات %1 منذ ذلك، ولم تعد الكلمات فيها</translation>
    </message>
    <message>
        <source> (not found in source)</source>
        <translation> (غير موجود في المصدر)</translation>
    </message>
    <message>
        <source>Quoted from the documents</source>
        <translation>اقتُبس من المستندات</translation>
    </message>
    <message>
        <source>Written by %1</source>
        <translation>كتبه %1</translation>
    </message>
    <message>
        <source>, interrupted</source>
        <translation>، انقطع</translation>
    </message>
    <message>
        <source>The closest passages:

</source>
        <translation>أقرب المقاطع:

</translation>
    </message>
    <message>
        <source>## Sources

</source>
        <translation>## المصادر

</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>تعذّرت كتابة %1: ‏%2</translation>
    </message>
    <message>
        <source>Choose another folder, or make room there</source>
        <translation>اختر مجلدًا آخر، أو وفّر مساحة فيه</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>التعليمات</translation>
    </message>
    <message>
        <source>Answer from before</source>
        <translation>جواب سابق</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>السؤال</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>النص</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>هذا الحاسوب</translation>
    </message>
    <message>
        <source>This answer is from before DocChat kept what it sends.</source>
        <translation>هذا الجواب من قبل أن يحتفظ DocChat بما يرسله.</translation>
    </message>
    <message>
        <source>Nothing left this computer.</source>
        <translation>لم يغادر شيء هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Nothing left this computer: text went to models that run on it.</source>
        <translation>لم يغادر شيء هذا الحاسوب: أُرسل النص إلى نماذج تعمل عليه.</translation>
    </message>
    <message>
        <source>Text went to %1: %2, about %3 tokens.</source>
        <translation>أُرسل نص إلى %1: ‏%2، نحو %3 رمزًا.</translation>
    </message>
    <message>
        <source>one request</source>
        <translation>طلب واحد</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>عدد الطلبات %1</translation>
    </message>
    <message>
        <source>%1 With the answer it cost %2, %3.</source>
        <translation>%1 كلّف ذلك مع الجواب %2، %3.</translation>
    </message>
    <message>
        <source>%1, to %2, about %3 tokens</source>
        <translation>%1، %2، نحو %3 رمزًا</translation>
    </message>
    <message>
        <source>find passages</source>
        <translation>للعثور على مقاطع</translation>
    </message>
    <message>
        <source>write</source>
        <translation>للكتابة</translation>
    </message>
    <message>
        <source>A whole document can only be read with a model for answers</source>
        <translation>لا يُقرأ مستند كامل إلا بنموذج للأجوبة</translation>
    </message>
    <message>
        <source>Choose one at the top right, or ask for something in the document</source>
        <translation>اختر نموذجًا في الأعلى، أو اسأل عن شيء في المستند</translation>
    </message>
    <message>
        <source>The document holds no text, or is no longer in the library</source>
        <translation>لا نص في المستند، أو لم يعد في المكتبة</translation>
    </message>
    <message>
        <source>Choose another document</source>
        <translation>اختر مستندًا آخر</translation>
    </message>
    <message>
        <source>The notes on the document are too long for the model: some are left out</source>
        <translation>الملاحظات عن المستند أطول مما يقرؤه النموذج: تُرك بعضها</translation>
    </message>
    <message>
        <source>Nothing in your documents supports this answer</source>
        <translation>لا شيء في مستنداتك يؤيد هذا الجواب</translation>
    </message>
    <message>
        <source>%1 stopped at the longest answer it may write</source>
        <translation>توقف %1 عند أطول جواب يُسمح له بكتابته</translation>
    </message>
    <message>
        <source>The server cut the answer by its rules on contents</source>
        <translation>قطع الخادم الجواب وفق قواعده للمحتوى</translation>
    </message>
    <message>
        <source>%1 is a link that leads nowhere</source>
        <translation>%1 رابط لا يؤدي إلى شيء</translation>
    </message>
    <message>
        <source>Add the document that it should lead to</source>
        <translation>أضف المستند الذي ينبغي أن يؤدي إليه</translation>
    </message>
    <message>
        <source>%1 is not there any more</source>
        <translation>لم يعد %1 موجودًا</translation>
    </message>
    <message>
        <source>Look where it was moved, then add it again</source>
        <translation>ابحث عن مكانه الجديد، ثم أضفه من جديد</translation>
    </message>
    <message>
        <source>%1 may not be read</source>
        <translation>لا يُسمح بقراءة %1</translation>
    </message>
    <message>
        <source>Give yourself permission to read it, then retry</source>
        <translation>امنح نفسك إذن قراءته، ثم أعد المحاولة</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2</source>
        <translation>لا يمكن فتح %1: ‏%2</translation>
    </message>
    <message>
        <source>Check the disk, then retry</source>
        <translation>تحقق من القرص، ثم أعد المحاولة</translation>
    </message>
    <message>
        <source>%1 is not a file</source>
        <translation>%1 ليس ملفًا</translation>
    </message>
    <message>
        <source>Add a document or a folder of documents</source>
        <translation>أضف مستندًا أو مجلد مستندات</translation>
    </message>
    <message>
        <source>There is no memory to share with the reader</source>
        <translation>لا ذاكرة كافية للمشاركة مع القارئ</translation>
    </message>
    <message>
        <source>Close other programs, then retry</source>
        <translation>أغلق برامج أخرى، ثم أعد المحاولة</translation>
    </message>
    <message>
        <source>%1: there is no room for LibreOffice&apos;s files in %2</source>
        <translation>%1: لا مساحة لملفات LibreOffice في %2</translation>
    </message>
    <message>
        <source>Make room, then retry</source>
        <translation>وفّر مساحة، ثم أعد المحاولة</translation>
    </message>
    <message>
        <source>%1: LibreOffice could not read it</source>
        <translation>%1: لم يستطع LibreOffice قراءته</translation>
    </message>
    <message>
        <source>Open it in its program and save it as .%1x</source>
        <translation>افتحه في برنامجه واحفظه بصيغة ‎.%1x</translation>
    </message>
    <message>
        <source>%1: LibreOffice made more than %2 MiB of it</source>
        <translation>%1: صنع LibreOffice منه أكثر من %2 ميبيبايت</translation>
    </message>
    <message>
        <source>Split it and add the parts</source>
        <translation>قسّمه وأضف الأجزاء</translation>
    </message>
    <message>
        <source>%1: the reader cannot be started</source>
        <translation>%1: لا يمكن تشغيل القارئ</translation>
    </message>
    <message>
        <source>Install DocChat again</source>
        <translation>ثبّت DocChat من جديد</translation>
    </message>
    <message>
        <source>%1: this computer cannot fence off LibreOffice (its kernel lacks Landlock or seccomp), so it was not opened</source>
        <translation>%1: لا يستطيع هذا الحاسوب عزل LibreOffice (ليس في نواته Landlock أو seccomp)، لذلك لم يُفتح الملف</translation>
    </message>
    <message>
        <source>If you trust your documents, allow it in File → Settings…</source>
        <translation>إذا كنت تثق بمستنداتك فاسمح بذلك في ملف ← الإعدادات…</translation>
    </message>
    <message>
        <source>%1: LibreOffice cannot be started</source>
        <translation>%1: لا يمكن تشغيل LibreOffice</translation>
    </message>
    <message>
        <source>Install LibreOffice again</source>
        <translation>ثبّت LibreOffice من جديد</translation>
    </message>
    <message>
        <source>%1 stopped LibreOffice</source>
        <translation>عطّل %1 برنامج LibreOffice</translation>
    </message>
    <message>
        <source>Open it in its program and save it anew</source>
        <translation>افتحه في برنامجه واحفظه من جديد</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 دقائق</translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <translation>%1 ثانية</translation>
    </message>
    <message>
        <source>%1: LibreOffice took longer than %2</source>
        <translation>%1: استغرق LibreOffice أكثر من %2</translation>
    </message>
    <message>
        <source>Raise the limit in File → Settings…, or save it anew from its program</source>
        <translation>ارفع الحد في ملف ← الإعدادات…، أو احفظه من جديد من برنامجه</translation>
    </message>
    <message>
        <source>Documents are read in a process of its own that can open no other file, use no network and start no program.</source>
        <translation>تُقرأ المستندات في عملية مستقلة لا يمكنها فتح ملف آخر ولا استخدام الشبكة ولا تشغيل برنامج.</translation>
    </message>
    <message>
        <source>Reduced protection: this computer&apos;s kernel lacks seccomp. The reader cannot open other files, but might send something over the network.</source>
        <translation>حماية منقوصة: ليس في نواة هذا الحاسوب seccomp. لا يمكن للقارئ فتح ملفات أخرى، لكنه قد يرسل شيئًا عبر الشبكة.</translation>
    </message>
    <message>
        <source>Reduced protection: this computer&apos;s kernel lacks Landlock. The reader has no network and writes nothing, but might look at other files.</source>
        <translation>حماية منقوصة: ليس في نواة هذا الحاسوب Landlock. لا شبكة للقارئ ولا يكتب شيئًا، لكنه قد ينظر في ملفات أخرى.</translation>
    </message>
    <message>
        <source>No protection: this computer&apos;s kernel has neither Landlock nor seccomp.</source>
        <translation>لا حماية: ليس في نواة هذا الحاسوب Landlock ولا seccomp.</translation>
    </message>
    <message>
        <source>it is not attached to the mail any more</source>
        <translation>لم يعد مرفقًا برسالة البريد</translation>
    </message>
    <message>
        <source>Add the mail again</source>
        <translation>أضف رسالة البريد من جديد</translation>
    </message>
    <message>
        <source>it is larger than %1 MiB</source>
        <translation>الملف أكبر من %1 ميبيبايت</translation>
    </message>
    <message>
        <source>Save it from the mail and add that</source>
        <translation>احفظه من رسالة البريد ثم أضفه</translation>
    </message>
    <message>
        <source>the attachment is empty</source>
        <translation>المرفق فارغ</translation>
    </message>
    <message>
        <source>Get the mail anew from where it came from</source>
        <translation>احصل على رسالة البريد من جديد من مصدرها</translation>
    </message>
    <message>
        <source>it is damaged: </source>
        <translation>الملف تالف: </translation>
    </message>
    <message>
        <source>Get the file anew from where it came from</source>
        <translation>احصل على الملف من جديد من مصدره</translation>
    </message>
    <message>
        <source>its container cannot be opened</source>
        <translation>لا يمكن فتح حاويته</translation>
    </message>
    <message>
        <source>a part of it is missing</source>
        <translation>جزء منه مفقود</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>نهايته مبتورة</translation>
    </message>
    <message>
        <source>with a password it may have %1 MiB</source>
        <translation>مع كلمة مرور يُسمح له بـ %1 ميبيبايت على الأكثر</translation>
    </message>
    <message>
        <source>Open it in its program and save it without a password</source>
        <translation>افتحه في برنامجه واحفظه دون كلمة مرور</translation>
    </message>
    <message>
        <source>it is cut off, or its parts are out of order</source>
        <translation>نهايته مبتورة، أو أجزاؤه غير مرتبة</translation>
    </message>
    <message>
        <source>Save it as PDF, DOCX, ODT or plain text and add that</source>
        <translation>احفظه بصيغة PDF أو DOCX أو ODT أو نصًا عاديًا وأضف ذلك الملف</translation>
    </message>
    <message>
        <source>it is damaged: it ends before its text</source>
        <translation>الملف تالف: ينتهي قبل نصه</translation>
    </message>
    <message>
        <source>this kind of container cannot be read</source>
        <translation>لا يمكن قراءة هذا النوع من الحاويات</translation>
    </message>
    <message>
        <source>documents lie in documents too deep</source>
        <translation>المستندات متداخلة بعمق زائد</translation>
    </message>
    <message>
        <source>Save the innermost one and add that</source>
        <translation>احفظ أعمقها ثم أضفه</translation>
    </message>
    <message>
        <source>it does not begin like a PDF, so no page could be read</source>
        <translation>لا يبدأ مثل ملف PDF، لذلك لم يمكن قراءة أي صفحة</translation>
    </message>
    <message>
        <source>this kind of file cannot be read</source>
        <translation>لا يمكن قراءة هذا النوع من الملفات</translation>
    </message>
    <message>
        <source>Get the book anew from where it came from</source>
        <translation>احصل على الكتاب من جديد من مصدره</translation>
    </message>
    <message>
        <source>it is protected against copying (DRM)</source>
        <translation>الملف محمي من النسخ (DRM)</translation>
    </message>
    <message>
        <source>Add a copy without protection; the shop that sold it may have one</source>
        <translation>أضف نسخة دون حماية؛ قد توجد لدى المتجر الذي باعه</translation>
    </message>
    <message>
        <source>none of its chapters is there</source>
        <translation>لا يوجد أي فصل من فصوله</translation>
    </message>
    <message>
        <source>Save it as plain text, or split it and add the parts</source>
        <translation>احفظه نصًا عاديًا، أو قسّمه وأضف الأجزاء</translation>
    </message>
    <message>
        <source>it is damaged: the picture could not be read</source>
        <translation>الملف تالف: لم يمكن قراءة الصورة</translation>
    </message>
    <message>
        <source>it has more than %1 million pixels</source>
        <translation>فيه أكثر من %1 مليون بكسل</translation>
    </message>
    <message>
        <source>Save it smaller and add that</source>
        <translation>احفظه أصغر ثم أضفه</translation>
    </message>
    <message>
        <source>there is nothing to draw on</source>
        <translation>لا مساحة للرسم عليها</translation>
    </message>
    <message>
        <source>Enlarge the window</source>
        <translation>كبّر النافذة</translation>
    </message>
    <message>
        <source>Open it in its program and save it anew, or get it from where it came from</source>
        <translation>افتحه في برنامجه واحفظه من جديد، أو احصل عليه من مصدره</translation>
    </message>
    <message>
        <source>no document lies in it</source>
        <translation>لا مستند فيه</translation>
    </message>
    <message>
        <source>it does not say how to decrypt it</source>
        <translation>لا يذكر كيف يُفك تشفيره</translation>
    </message>
    <message>
        <source>its password is hashed %1 times</source>
        <translation>تجزئة كلمة مروره مكررة %1 مرة</translation>
    </message>
    <message>
        <source>by a certificate instead of a password</source>
        <translation>بشهادة بدل كلمة مرور</translation>
    </message>
    <message>
        <source>it does not say how to check a password</source>
        <translation>لا يذكر كيف تُفحص كلمة المرور</translation>
    </message>
    <message>
        <source>it is cut off or was changed</source>
        <translation>نهايته مبتورة أو جرى تغييره</translation>
    </message>
    <message>
        <source>algorithms %1 and %2</source>
        <translation>الخوارزميتان %1 و%2</translation>
    </message>
    <message>
        <source>version %1.%2</source>
        <translation>الإصدار %1.%2</translation>
    </message>
    <message>
        <source>rights management protects it</source>
        <translation>تحميه إدارة الحقوق</translation>
    </message>
    <message>
        <source>Open it in its program as someone who may, and save it without protection</source>
        <translation>افتحه في برنامجه باسم من يُسمح له بذلك، واحفظه دون حماية</translation>
    </message>
    <message>
        <source>Its text is too long to be read.</source>
        <translation>نصه أطول من أن يُقرأ.</translation>
    </message>
    <message>
        <source>%1 more attachments are not read: only the first %2 are.</source>
        <translation>لا تُقرأ المرفقات الباقية (%1): تُقرأ أول %2 فقط.</translation>
    </message>
    <message>
        <source>it is damaged: no message could be read</source>
        <translation>الملف تالف: لم يمكن قراءة أي رسالة</translation>
    </message>
    <message>
        <source>Save the message anew in its program</source>
        <translation>احفظ الرسالة من جديد في برنامجها</translation>
    </message>
    <message>
        <source>Save its attachments and add those</source>
        <translation>احفظ مرفقاته ثم أضفها</translation>
    </message>
    <message>
        <source>: it is too large</source>
        <translation>: كبيرة جدًا</translation>
    </message>
    <message>
        <source>This message is encrypted and cannot be read here.</source>
        <translation>هذه الرسالة مشفَّرة ولا يمكن قراءتها هنا.</translation>
    </message>
    <message>
        <source>This message is signed in a way that cannot be read here (S/MIME).</source>
        <translation>هذه الرسالة موقَّعة بطريقة لا يمكن قراءتها هنا (S/MIME).</translation>
    </message>
    <message>
        <source>This message is encrypted and cannot be read here (S/MIME).</source>
        <translation>هذه الرسالة مشفَّرة ولا يمكن قراءتها هنا (S/MIME).</translation>
    </message>
    <message>
        <source>it cannot be read as Markdown</source>
        <translation>لا يمكن قراءته بصيغة Markdown</translation>
    </message>
    <message>
        <source>Save it as plain text</source>
        <translation>احفظه نصًا عاديًا</translation>
    </message>
    <message>
        <source>text in pictures cannot be recognised in “%1”</source>
        <translation>لا يمكن التعرف على النص في الصور بلغة «%1»</translation>
    </message>
    <message>
        <source>Install the language for Tesseract, or choose another one</source>
        <translation>ثبّت اللغة لبرنامج Tesseract، أو اختر لغة أخرى</translation>
    </message>
    <message>
        <source>Get the file anew from where it came from, or save it anew in its program</source>
        <translation>احصل على الملف من جديد من مصدره، أو احفظه من جديد في برنامجه</translation>
    </message>
    <message>
        <source>its text is missing</source>
        <translation>نصه مفقود</translation>
    </message>
    <message>
        <source>of OpenDocument files only texts, slides and sheets can be read</source>
        <translation>من ملفات OpenDocument لا تُقرأ إلا النصوص والشرائح والجداول</translation>
    </message>
    <message>
        <source>Save it as PDF and add that</source>
        <translation>احفظه بصيغة PDF وأضف ذلك الملف</translation>
    </message>
    <message>
        <source>its text cannot be read</source>
        <translation>لا يمكن قراءة نصه</translation>
    </message>
    <message>
        <source>it does not say how</source>
        <translation>لا يذكر كيف</translation>
    </message>
    <message>
        <source>it is to be converted first</source>
        <translation>يجب تحويله أولًا</translation>
    </message>
    <message>
        <source>files of Word, Excel and PowerPoint before 2007 cannot be read here</source>
        <translation>لا يمكن هنا قراءة ملفات Word وExcel وPowerPoint من قبل 2007</translation>
    </message>
    <message>
        <source>its main part is missing</source>
        <translation>جزؤه الرئيسي مفقود</translation>
    </message>
    <message>
        <source>it ends before its main part</source>
        <translation>ينتهي قبل جزئه الرئيسي</translation>
    </message>
    <message>
        <source>no text of it could be read</source>
        <translation>لم يمكن قراءة أي نص منه</translation>
    </message>
    <message>
        <source>page %1 could not be read</source>
        <translation>تعذّرت قراءة الصفحة %1</translation>
    </message>
    <message>
        <source>it is damaged: 0 pages could be read</source>
        <translation>الملف تالف: لم يمكن قراءة أي صفحة</translation>
    </message>
    <message>
        <source>it is encrypted in a way that cannot be read</source>
        <translation>الملف مشفَّر بطريقة لا يمكن قراءتها</translation>
    </message>
    <message>
        <source>Open it where it can be read and save it without a password</source>
        <translation>افتحه حيث يمكن قراءته واحفظه دون كلمة مرور</translation>
    </message>
    <message>
        <source>it is damaged: it holds no page</source>
        <translation>الملف تالف: لا صفحة فيه</translation>
    </message>
    <message>
        <source>there are no pages to draw</source>
        <translation>لا صفحات لرسمها</translation>
    </message>
    <message>
        <source>a password is needed</source>
        <translation>تلزم كلمة مرور</translation>
    </message>
    <message>
        <source>the password does not fit</source>
        <translation>كلمة المرور غير صحيحة</translation>
    </message>
    <message>
        <source>Unlock it with its password</source>
        <translation>افتح قفله بكلمة مروره</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>لا يمكن قراءته</translation>
    </message>
    <message>
        <source>Check the disk</source>
        <translation>تحقق من القرص</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>الملف فارغ</translation>
    </message>
    <message>
        <source>it does not fit into memory</source>
        <translation>لا تتسع له الذاكرة</translation>
    </message>
    <message>
        <source>Split it</source>
        <translation>قسّمه</translation>
    </message>
    <message>
        <source>it does not begin like RTF</source>
        <translation>لا يبدأ مثل ملف RTF</translation>
    </message>
    <message>
        <source>it holds more than %1 MiB of text</source>
        <translation>فيه أكثر من %1 ميبيبايت من النص</translation>
    </message>
    <message>
        <source>there is no text in it</source>
        <translation>لا نص فيه</translation>
    </message>
    <message>
        <source>Check that it is the right file</source>
        <translation>تأكد من أنه الملف الصحيح</translation>
    </message>
    <message>
        <source>it is damaged: a sheet of it breaks off</source>
        <translation>الملف تالف: إحدى أوراقه مبتورة</translation>
    </message>
    <message>
        <source>binary workbooks cannot be read</source>
        <translation>لا يمكن قراءة المصنفات الثنائية</translation>
    </message>
    <message>
        <source>Open it in Excel and save it as .xlsx</source>
        <translation>افتحه في Excel واحفظه بصيغة ‎.xlsx</translation>
    </message>
    <message>
        <source>Save it anew from the program that made it, in parts</source>
        <translation>احفظه من جديد من البرنامج الذي صنعه، على أجزاء</translation>
    </message>
    <message>
        <source>it is protected by a password</source>
        <translation>الملف محمي بكلمة مرور</translation>
    </message>
    <message>
        <source>it holds more than %1 files</source>
        <translation>فيه أكثر من %1 ملفًا</translation>
    </message>
    <message>
        <source>its container holds nothing readable</source>
        <translation>لا شيء في حاويته يمكن قراءته</translation>
    </message>
    <message>
        <source>it unpacks to more than may be read</source>
        <translation>حجمه بعد فك الضغط أكبر مما يُسمح بقراءته</translation>
    </message>
    <message>
        <source>The reader %1 cannot be started</source>
        <translation>لا يمكن تشغيل القارئ %1</translation>
    </message>
    <message>
        <source>%1 took too long to read</source>
        <translation>استغرقت قراءة %1 وقتًا طويلًا</translation>
    </message>
    <message>
        <source>Save it anew from the program that made it, then retry</source>
        <translation>احفظه من جديد من البرنامج الذي صنعه، ثم أعد المحاولة</translation>
    </message>
    <message>
        <source>%1 stopped the reader</source>
        <translation>عطّل %1 القارئ</translation>
    </message>
    <message>
        <source>The reader answered nonsense about %1</source>
        <translation>أعطى القارئ جوابًا بلا معنى عن %1</translation>
    </message>
    <message>
        <source>Retry; if it stays, report it</source>
        <translation>أعد المحاولة؛ وإن بقيت المشكلة فأبلغ عنها</translation>
    </message>
    <message>
        <source>%1 cannot be opened</source>
        <translation>لا يمكن فتح %1</translation>
    </message>
    <message>
        <source>%1 holds more than %2 MiB of text</source>
        <translation>في %1 أكثر من %2 ميبيبايت من النص</translation>
    </message>
    <message>
        <source>%1 is there already</source>
        <translation>%1 موجود من قبل</translation>
    </message>
    <message>
        <source>Choose another name, or say that it may be replaced</source>
        <translation>اختر اسمًا آخر، أو اسمح باستبداله</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>لم يُغيَّر شيء</translation>
    </message>
    <message>
        <source>There is no room for %1</source>
        <translation>لا مساحة كافية لـ %1</translation>
    </message>
    <message>
        <source>Free %1 MB there, or choose another place</source>
        <translation>حرّر %1 ميغابايت هناك، أو اختر مكانًا آخر</translation>
    </message>
    <message>
        <source>%1 is damaged (%2)</source>
        <translation>%1 تالف (%2)</translation>
    </message>
    <message>
        <source>Start DocChat again: it saves what can be read, and keeps the damaged file</source>
        <translation>شغّل DocChat من جديد: ينقذ ما يمكن قراءته ويحتفظ بالملف التالف</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>لا يمكن الكتابة في %1: ‏%2</translation>
    </message>
    <message>
        <source>Choose a folder that is there and that you may write to</source>
        <translation>اختر مجلدًا موجودًا يُسمح لك بالكتابة فيه</translation>
    </message>
    <message>
        <source>Choose a backup that DocChat has made</source>
        <translation>اختر نسخة احتياطية صنعها DocChat</translation>
    </message>
    <message>
        <source>is no library of DocChat</source>
        <translation>ليس مكتبة من DocChat</translation>
    </message>
    <message>
        <source>%1 was made by a newer DocChat</source>
        <translation>%1 من صنع إصدار أحدث من DocChat</translation>
    </message>
    <message>
        <source>Restore it with that one</source>
        <translation>استعدها بذلك الإصدار</translation>
    </message>
    <message>
        <source>holds what no DocChat wrote</source>
        <translation>فيه ما لم يكتبه أي إصدار من DocChat</translation>
    </message>
    <message>
        <source>%1 was not looked through</source>
        <translation>لم يُفحص %1</translation>
    </message>
    <message>
        <source>is damaged (%1)</source>
        <translation>تالف (%1)</translation>
    </message>
    <message>
        <source>%1 cannot be a backup</source>
        <translation>لا يمكن أن يكون %1 نسخة احتياطية</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>اختر اسمًا آخر</translation>
    </message>
    <message>
        <source>%1 was not made</source>
        <translation>لم يُصنع %1</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 و%2</translation>
    </message>
    <message>
        <source>%1 is not there</source>
        <translation>%1 غير موجود</translation>
    </message>
    <message>
        <source>Check the name of the backup</source>
        <translation>تحقق من اسم النسخة الاحتياطية</translation>
    </message>
    <message>
        <source>Copy it to a folder that you may write to, and restore it from there</source>
        <translation>انسخها إلى مجلد يُسمح لك بالكتابة فيه، واستعدها من هناك</translation>
    </message>
    <message>
        <source>%1 is the library itself</source>
        <translation>%1 هو المكتبة نفسها</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>اختر نسخة احتياطية</translation>
    </message>
    <message>
        <source>%1 was not restored</source>
        <translation>لم يُستعد %1</translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation>لا يمكن الكتابة في %1</translation>
    </message>
    <message>
        <source>Give it another name</source>
        <translation>اختر لها اسمًا آخر</translation>
    </message>
    <message>
        <source>A collection needs a name</source>
        <translation>يلزم المجموعةَ اسم</translation>
    </message>
    <message>
        <source>The name of a collection has at most %1 characters, not %2</source>
        <translation>اسم المجموعة %1 حرفًا على الأكثر، لا %2</translation>
    </message>
    <message>
        <source>The name of a collection has no quotation marks: %1</source>
        <translation>لا تُستخدم علامات الاقتباس في اسم المجموعة: %1</translation>
    </message>
    <message>
        <source>There is a collection “%1” already</source>
        <translation>توجد مجموعة باسم «%1» من قبل</translation>
    </message>
    <message>
        <source>The collection is not there any more</source>
        <translation>لم تعد المجموعة موجودة</translation>
    </message>
    <message>
        <source>Make a new one</source>
        <translation>أنشئ مجموعة جديدة</translation>
    </message>
    <message>
        <source>%1 cannot be renamed to %2</source>
        <translation>لا يمكن تغيير اسم %1 إلى %2</translation>
    </message>
    <message>
        <source>Give yourself permission to write in that folder, then start again</source>
        <translation>امنح نفسك إذن الكتابة في ذلك المجلد، ثم ابدأ من جديد</translation>
    </message>
    <message>
        <source>There is no collection “%1”: none was made yet.</source>
        <translation>لا توجد مجموعة باسم «%1»: لم تُنشأ أي مجموعة بعد.</translation>
    </message>
    <message>
        <source>There is no collection “%1”. There is %2.</source>
        <translation>لا توجد مجموعة باسم «%1». الموجود: %2.</translation>
    </message>
    <message>
        <source>There is no collection “%1”. There are %2 and %3 more.</source>
        <translation>لا توجد مجموعة باسم «%1». الموجود: %2 و%3 أخرى.</translation>
    </message>
    <message>
        <source>There is no collection “%1”. There are %2.</source>
        <translation>لا توجد مجموعة باسم «%1». الموجود: %2.</translation>
    </message>
    <message>
        <source>None of the chosen documents matches %1.</source>
        <translation>لا شيء من المستندات المختارة يطابق %1.</translation>
    </message>
    <message>
        <source>No document in the collection %1 matches %2.</source>
        <translation>لا مستند في المجموعة %1 يطابق %2.</translation>
    </message>
    <message>
        <source>No document matches %1.</source>
        <translation>لا مستند يطابق %1.</translation>
    </message>
    <message>
        <source>The collection is not there any more.</source>
        <translation>لم تعد المجموعة موجودة.</translation>
    </message>
    <message>
        <source>The collection %1 holds no documents yet.</source>
        <translation>لا مستندات في المجموعة %1 بعد.</translation>
    </message>
    <message>
        <source>None of the chosen documents is in the collection %1.</source>
        <translation>لا شيء من المستندات المختارة في المجموعة %1.</translation>
    </message>
    <message>
        <source>There is no word in it to look for.</source>
        <translation>لا كلمة فيه للبحث عنها.</translation>
    </message>
    <message>
        <source>There is no word to look for beside %1.</source>
        <translation>لا كلمة للبحث عنها غير %1.</translation>
    </message>
    <message>
        <source>%1 is damaged, and there is no room to save what can be read of it; nothing was changed</source>
        <translation>%1 تالف، ولا مساحة لحفظ ما يمكن قراءته منه؛ لم يُغيَّر شيء</translation>
    </message>
    <message>
        <source>Free %1 MB on its disk, then start again</source>
        <translation>حرّر %1 ميغابايت على قرصه، ثم ابدأ من جديد</translation>
    </message>
    <message>
        <source>%1 is damaged, and what can be read of it cannot be saved (%2); nothing was changed</source>
        <translation>%1 تالف، ولا يمكن حفظ ما يُقرأ منه (%2)؛ لم يُغيَّر شيء</translation>
    </message>
    <message>
        <source>Check the disk, then start again</source>
        <translation>تحقق من القرص، ثم ابدأ من جديد</translation>
    </message>
    <message>
        <source>The library is damaged; nothing was changed yet</source>
        <translation>المكتبة تالفة؛ لم يُغيَّر شيء بعد</translation>
    </message>
    <message>
        <source>The next start saves what can be read of it</source>
        <translation>عند التشغيل التالي يُنقذ ما يمكن قراءته منها</translation>
    </message>
    <message>
        <source>The library was damaged. %1 and %2 were saved</source>
        <translation>كانت المكتبة تالفة. أُنقذ منها %1 و%2</translation>
    </message>
    <message>
        <source>; %1 is read anew</source>
        <translation>؛ ويُقرأ %1 من جديد</translation>
    </message>
    <message>
        <source>; %1 are read anew</source>
        <translation>؛ ويُقرأ %1 من جديد</translation>
    </message>
    <message>
        <source>; %1 must be added again</source>
        <translation>؛ وتجب إضافة %1 من جديد</translation>
    </message>
    <message>
        <source>The damaged file lies at %1; DocChat does not touch it again.</source>
        <translation>الملف التالف في %1؛ لا يمسّه DocChat ثانية.</translation>
    </message>
    <message>
        <source>The data folder %1 cannot be used</source>
        <translation>لا يمكن استخدام مجلد البيانات %1</translation>
    </message>
    <message>
        <source>Give yourself permission to write there</source>
        <translation>امنح نفسك إذن الكتابة هناك</translation>
    </message>
    <message>
        <source>There is no room for a copy of %1, which is made before a newer DocChat changes it; nothing was changed</source>
        <translation>لا مساحة لنسخة من %1 تُصنع قبل أن يغيّره إصدار أحدث من DocChat؛ لم يُغيَّر شيء</translation>
    </message>
    <message>
        <source>opened for reading only</source>
        <translation>مفتوح للقراءة فقط</translation>
    </message>
    <message>
        <source>The disk of %1 is full</source>
        <translation>القرص الذي عليه %1 ممتلئ</translation>
    </message>
    <message>
        <source>%1 may not be written</source>
        <translation>لا يُسمح بالكتابة في %1</translation>
    </message>
    <message>
        <source>Give yourself permission to write it</source>
        <translation>امنح نفسك إذن الكتابة فيه</translation>
    </message>
    <message>
        <source>Check that the folder is there and may be written</source>
        <translation>تأكد من أن المجلد موجود ومسموح بالكتابة فيه</translation>
    </message>
    <message>
        <source>%1 is in use by another program</source>
        <translation>%1 يستخدمه برنامج آخر</translation>
    </message>
    <message>
        <source>Retry; if it happens again, report it</source>
        <translation>أعد المحاولة؛ وإن تكرر ذلك فأبلغ عنه</translation>
    </message>
    <message>
        <source>%1: DocChat ended %2 times while it was being read</source>
        <translation>%1: انتهى DocChat أثناء قراءته (عدد المرات: %2)</translation>
    </message>
    <message>
        <source>%1 was interrupted</source>
        <translation>انقطع %1</translation>
    </message>
    <message>
        <source>It goes on at the next start</source>
        <translation>يتابع عند التشغيل التالي</translation>
    </message>
    <message>
        <source>%1 was cancelled</source>
        <translation>أُلغي %1</translation>
    </message>
    <message>
        <source>%1 cannot be read to its end</source>
        <translation>لا يمكن قراءة %1 حتى نهايته</translation>
    </message>
    <message>
        <source>Save it from the mail, open it in its program, save it as .%1x and add that</source>
        <translation>احفظه من رسالة البريد، وافتحه في برنامجه، واحفظه بصيغة ‎.%1x ثم أضف ذلك الملف</translation>
    </message>
    <message>
        <source>, or install LibreOffice, which reads it</source>
        <translation>، أو ثبّت LibreOffice فهو يقرؤه</translation>
    </message>
    <message>
        <source>, or allow LibreOffice to read it in File → Settings…</source>
        <translation>، أو اسمح لـ LibreOffice بقراءته في ملف ← الإعدادات…</translation>
    </message>
    <message>
        <source>%1: only LibreOffice reads .%2 files</source>
        <translation>%1: لا يقرأ ملفات ‎.%2 إلا LibreOffice</translation>
    </message>
    <message>
        <source>Read it with OCR</source>
        <translation>اقرأه بالتعرف الضوئي (OCR)</translation>
    </message>
    <message>
        <source>%1: no text is in it</source>
        <translation>%1: لا نص فيه</translation>
    </message>
    <message>
        <source>%1: no text, its pages are scans or pictures</source>
        <translation>%1: لا نص فيه، صفحاته ممسوحة أو صور</translation>
    </message>
    <message>
        <source>%1: page %2 is a scan or a picture, without text</source>
        <translation>%1: الصفحة %2 ممسوحة أو صورة، دون نص</translation>
    </message>
    <message>
        <source>%1: pages %2 are scans or pictures, without text</source>
        <translation>%1: الصفحات %2 ممسوحة أو صور، دون نص</translation>
    </message>
    <message>
        <source>%1: %2 of its attachments are too many or lie too deep</source>
        <translation>%1: من مرفقاته %2 زائدة على الحد أو عميقة جدًا</translation>
    </message>
    <message>
        <source>Save them from the mail and add those</source>
        <translation>احفظها من رسالة البريد ثم أضفها</translation>
    </message>
    <message>
        <source>%1 is no longer in %2</source>
        <translation>لم يعد %1 في %2</translation>
    </message>
    <message>
        <source>Add %1 again</source>
        <translation>أضف %1 من جديد</translation>
    </message>
    <message>
        <source>It reads otherwise than before</source>
        <translation>يُقرأ على نحو غير ما كان من قبل</translation>
    </message>
    <message>
        <source>%1: goes on by itself in %2 s</source>
        <translation>%1: يتابع من تلقاء نفسه بعد %2 ث</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>الصفحة %1</translation>
    </message>
    <message>
        <source>row %1</source>
        <translation>الصف %1</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>السطر %1</translation>
    </message>
    <message>
        <source>section “%1”</source>
        <translation>القسم «%1»</translation>
    </message>
    <message>
        <source>part %1</source>
        <translation>الجزء %1</translation>
    </message>
    <message>
        <source>%1 · in %2</source>
        <translation>%1 · في %2</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 s</source>
        <translation>لم يُجب %1 خلال %2 ث</translation>
    </message>
    <message>
        <source>Check that the server is running and not overloaded, then retry</source>
        <translation>تأكد من أن الخادم يعمل وليس مثقلًا، ثم أعد المحاولة</translation>
    </message>
    <message>
        <source>%1 sent more than %2 MiB</source>
        <translation>أرسل %1 أكثر من %2 ميبيبايت</translation>
    </message>
    <message>
        <source>Check the server&apos;s address and model</source>
        <translation>تحقق من عنوان الخادم ومن النموذج</translation>
    </message>
    <message>
        <source>%1 redirects to another address (%2), which is not followed</source>
        <translation>يحيل %1 إلى عنوان آخر (%2)، ولا يتبعه DocChat</translation>
    </message>
    <message>
        <source>Enter the server&apos;s final address</source>
        <translation>أدخل العنوان النهائي للخادم</translation>
    </message>
    <message>
        <source>%1 failed (%2)</source>
        <translation>فشل %1 ‏(%2)</translation>
    </message>
    <message>
        <source>Retry; if it stays, look at the server&apos;s log</source>
        <translation>أعد المحاولة؛ وإن بقيت المشكلة فانظر في سجل الخادم</translation>
    </message>
    <message>
        <source>Start the server or correct its address, then retry</source>
        <translation>شغّل الخادم أو صحّح عنوانه، ثم أعد المحاولة</translation>
    </message>
    <message>
        <source>The header %1 for %2 holds a line break or another control character</source>
        <translation>في الترويسة %1 المرسلة إلى %2 فاصل أسطر أو محرف تحكم آخر</translation>
    </message>
    <message>
        <source>Check the key: it must be one line</source>
        <translation>تحقق من المفتاح: يجب أن يكون سطرًا واحدًا</translation>
    </message>
    <message>
        <source>%1 is not asked while offline</source>
        <translation>لا يُسأل %1 دون اتصال</translation>
    </message>
    <message>
        <source>Leave offline work first, or use a model on this computer</source>
        <translation>أوقف العمل دون اتصال أولًا، أو استخدم نموذجًا على هذا الحاسوب</translation>
    </message>
    <message>
        <source>%1 is not an address of %2</source>
        <translation>%1 ليس عنوانًا من عناوين %2</translation>
    </message>
    <message>
        <source>Use an http:// or https:// address</source>
        <translation>استخدم عنوانًا يبدأ بـ http://‎ أو https://‎</translation>
    </message>
    <message>
        <source>sent a piece of the answer that is no JSON</source>
        <translation>أرسل جزءًا من الجواب ليس JSON</translation>
    </message>
    <message>
        <source>sent a line without end</source>
        <translation>أرسل سطرًا بلا نهاية</translation>
    </message>
    <message>
        <source>sent a vector that is empty, all zero or holds what is no number</source>
        <translation>أرسل متجهًا فارغًا أو كله أصفار أو فيه ما ليس عددًا</translation>
    </message>
    <message>
        <source>sent more vectors than there were texts</source>
        <translation>أرسل متجهات أكثر من النصوص</translation>
    </message>
    <message>
        <source>sent %1 usable vectors for %2 texts</source>
        <translation>أرسل متجهات صالحة عددها %1 لنصوص عددها %2</translation>
    </message>
    <message>
        <source>sent vectors of different dimensions at once</source>
        <translation>أرسل معًا متجهات بأبعاد مختلفة</translation>
    </message>
    <message>
        <source>“%1” is no kind of server that DocChat knows</source>
        <translation>«%1» ليس نوع خادم يعرفه DocChat</translation>
    </message>
    <message>
        <source>Choose one of: %1</source>
        <translation>اختر واحدًا من: %1</translation>
    </message>
    <message>
        <source>Nothing was sent to %1</source>
        <translation>لم يُرسل شيء إلى %1</translation>
    </message>
    <message>
        <source>Ask again for quotes, or choose the model anew</source>
        <translation>اسأل من جديد للحصول على اقتباسات، أو اختر النموذج من جديد</translation>
    </message>
    <message>
        <source>The model %1 is not there</source>
        <translation>النموذج %1 غير موجود</translation>
    </message>
    <message>
        <source>Put it back, or choose another .gguf file</source>
        <translation>أعده إلى مكانه، أو اختر ملف ‎.gguf آخر</translation>
    </message>
    <message>
        <source>Allow yourself to read it, or choose another .gguf file</source>
        <translation>امنح نفسك إذن قراءته، أو اختر ملف ‎.gguf آخر</translation>
    </message>
    <message>
        <source>%1 is no GGUF file</source>
        <translation>%1 ليس ملف GGUF</translation>
    </message>
    <message>
        <source>Choose a model in the GGUF format; a download that broke off has to be fetched again</source>
        <translation>اختر نموذجًا بصيغة GGUF؛ التنزيل الذي انقطع يجب جلبه من جديد</translation>
    </message>
    <message>
        <source>llama-server is not found on this computer</source>
        <translation>لم يُعثر على llama-server على هذا الحاسوب</translation>
    </message>
    <message>
        <source>%1 is no program</source>
        <translation>%1 ليس برنامجًا</translation>
    </message>
    <message>
        <source>Install llama.cpp&apos;s llama-server, or say where it is: open the .gguf file in DocChat, or docchat-cli provider add NAME --gguf FILE --llama-server PATH</source>
        <translation>ثبّت llama-server من llama.cpp، أو حدّد مكانه: افتح ملف ‎.gguf في DocChat، أو نفّذ docchat-cli provider add NAME --gguf FILE --llama-server PATH</translation>
    </message>
    <message>
        <source>%1 wrote nothing</source>
        <translation>لم يكتب %1 شيئًا</translation>
    </message>
    <message>
        <source>Ask again, or use another model</source>
        <translation>اسأل من جديد، أو استخدم نموذجًا آخر</translation>
    </message>
    <message>
        <source>; and in its place: %1</source>
        <translation>؛ وبدلًا منه: %1</translation>
    </message>
    <message>
        <source>The keychain of this computer cannot be used: %1</source>
        <translation>لا يمكن استخدام حافظة المفاتيح على هذا الحاسوب: %1</translation>
    </message>
    <message>
        <source>Unlock it and try again, or name an environment variable that holds the key</source>
        <translation>افتح قفلها وحاول من جديد، أو سمِّ متغير بيئة فيه المفتاح</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>لا تجيب</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>لا توجد</translation>
    </message>
    <message>
        <source>The key holds a line break or another control character</source>
        <translation>في المفتاح فاصل أسطر أو محرف تحكم آخر</translation>
    </message>
    <message>
        <source>Copy the key again, without what stands around it</source>
        <translation>انسخ المفتاح من جديد، دون ما حوله</translation>
    </message>
    <message>
        <source>There is no free port for llama-server</source>
        <translation>لا منفذ شاغر لـ llama-server</translation>
    </message>
    <message>
        <source>Close some programs, then retry</source>
        <translation>أغلق بعض البرامج، ثم أعد المحاولة</translation>
    </message>
    <message>
        <source>Another user&apos;s program listens in llama-server&apos;s place</source>
        <translation>برنامج لمستخدم آخر يستمع في مكان llama-server</translation>
    </message>
    <message>
        <source>Retry: another port is taken then</source>
        <translation>أعد المحاولة: يُستخدم عندئذ منفذ آخر</translation>
    </message>
    <message>
        <source>This llama-server would answer anybody on this computer: it does not ask for the key</source>
        <translation>إصدار llama-server هذا يجيب كل من على هذا الحاسوب: لا يطلب المفتاح</translation>
    </message>
    <message>
        <source>Install a newer llama-server</source>
        <translation>ثبّت إصدارًا أحدث من llama-server</translation>
    </message>
    <message>
        <source>llama-server has not loaded %1 within %2 s%3</source>
        <translation>لم يحمّل llama-server النموذج %1 خلال %2 ث%3</translation>
    </message>
    <message>
        <source>Retry, or choose a smaller model</source>
        <translation>أعد المحاولة، أو اختر نموذجًا أصغر</translation>
    </message>
    <message>
        <source>%1 could not be started: %2</source>
        <translation>تعذّر تشغيل %1: ‏%2</translation>
    </message>
    <message>
        <source>Check that it is llama.cpp&apos;s llama-server, or install that anew</source>
        <translation>تأكد من أنه llama-server من llama.cpp، أو ثبّته من جديد</translation>
    </message>
    <message>
        <source>llama-server, which runs %1, has ended%2</source>
        <translation>انتهى llama-server الذي يشغّل %1%2</translation>
    </message>
    <message>
        <source>Retry; if it stays, choose a smaller model or a newer llama-server</source>
        <translation>أعد المحاولة؛ وإن بقيت المشكلة فاختر نموذجًا أصغر أو إصدارًا أحدث من llama-server</translation>
    </message>
    <message>
        <source>Get it there by: ollama pull %1, or choose another model</source>
        <translation>اجلبه هناك بالأمر: ollama pull %1، أو اختر نموذجًا آخر</translation>
    </message>
    <message>
        <source>cannot read all of this at once by “%1” (%2 tokens)</source>
        <translation>لا يستطيع قراءة كل هذا دفعة واحدة بالنموذج «%1» (%2 رمزًا)</translation>
    </message>
    <message>
        <source>Ask about less at once, or choose a model that reads more</source>
        <translation>اسأل عن قدر أقل، أو اختر نموذجًا يقرأ أكثر</translation>
    </message>
    <message>
        <source>%1 stopped getting “%2” before it was whole</source>
        <translation>توقف %1 عن جلب «%2» قبل اكتماله</translation>
    </message>
    <message>
        <source>Retry: it goes on where it stopped</source>
        <translation>أعد المحاولة: يتابع من حيث توقف</translation>
    </message>
    <message>
        <source>Check the model&apos;s name and the server&apos;s address; Test lists its models</source>
        <translation>تحقق من اسم النموذج وعنوان الخادم؛ زر «اختبار» يسرد نماذجه</translation>
    </message>
    <message>
        <source>less than $0.01</source>
        <translation>أقل من 0.01 دولار</translation>
    </message>
    <message>
        <source>about $%1</source>
        <translation>نحو %1 دولار</translation>
    </message>
    <message>
        <source>by list prices of June 2026, which may have changed</source>
        <translation>حسب الأسعار المعلنة في يونيو 2026، وربما تغيّرت</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 د</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 أيام</translation>
    </message>
    <message>
        <source>does not have the model “%1”, or nothing at this address</source>
        <translation>ليس لديه النموذج «%1»، أو لا شيء في هذا العنوان</translation>
    </message>
    <message>
        <source>says the text is longer than “%1” reads at once</source>
        <translation>يقول إن النص أطول مما يقرؤه «%1» دفعة واحدة</translation>
    </message>
    <message>
        <source>found the request too large</source>
        <translation>وجد الطلب كبيرًا جدًا</translation>
    </message>
    <message>
        <source>Allow larger requests in the server&apos;s settings, or choose another server</source>
        <translation>اسمح بطلبات أكبر في إعدادات الخادم، أو اختر خادمًا آخر</translation>
    </message>
    <message>
        <source>says that its quota or credit is used up</source>
        <translation>يقول إن حصته أو رصيده قد نفد</translation>
    </message>
    <message>
        <source>Add credit there, or choose another model</source>
        <translation>أضف رصيدًا هناك، أو اختر نموذجًا آخر</translation>
    </message>
    <message>
        <source>It asks to wait %1; retry then</source>
        <translation>يطلب الانتظار %1؛ أعد المحاولة بعدها</translation>
    </message>
    <message>
        <source>stopped with: %1</source>
        <translation>توقف: %1</translation>
    </message>
    <message>
        <source>an error without a message</source>
        <translation>خطأ بلا رسالة</translation>
    </message>
    <message>
        <source>sent an empty answer without %1</source>
        <translation>أرسل جوابًا فارغًا دون %1</translation>
    </message>
    <message>
        <source>answers with a web page, not with %1</source>
        <translation>يجيب بصفحة ويب، لا بـ %1</translation>
    </message>
    <message>
        <source>Check the server&apos;s address: often it ends in /v1, or has a port</source>
        <translation>تحقق من عنوان الخادم: كثيرًا ما ينتهي بـ ‎/v1‎ أو فيه منفذ</translation>
    </message>
    <message>
        <source>sent an answer that holds no %1</source>
        <translation>أرسل جوابًا ليس فيه %1</translation>
    </message>
    <message>
        <source>Check that the model is one for this use, then retry</source>
        <translation>تأكد من أن النموذج مناسب لهذا الاستخدام، ثم أعد المحاولة</translation>
    </message>
    <message>
        <source>sent vectors of %1 numbers by “%2”, not of %3</source>
        <translation>أرسل متجهات من %1 عددًا بالنموذج «%2»، لا من %3</translation>
    </message>
    <message>
        <source>If the model was replaced there, choose it anew in the settings</source>
        <translation>إذا استُبدل النموذج هناك فاختره من جديد في الإعدادات</translation>
    </message>
    <message>
        <source>%1 ended the answer before it was whole</source>
        <translation>أنهى %1 الجواب قبل اكتماله</translation>
    </message>
    <message>
        <source> and </source>
        <translation> و</translation>
    </message>
    <message>
        <source>it is encrypted in a way that cannot be read: </source>
        <translation>إنه مشفّر بطريقة لا يمكن قراءتها: </translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>it is damaged: %1 of %2 pages could be read</source>
        <translation>إنه تالف: أمكن قراءة %1 من %2 صفحة</translation>
    </message>
    <message>
        <source>refused the request (400)</source>
        <translation>رفض الطلب (400)</translation>
    </message>
    <message>
        <source>Check the model&apos;s name and limits</source>
        <translation>تحقّق من اسم النموذج وحدوده</translation>
    </message>
    <message>
        <source>refused the key (401)</source>
        <translation>رفض المفتاح (401)</translation>
    </message>
    <message>
        <source>Set the right key for this server</source>
        <translation>أدخل المفتاح الصحيح لهذا الخادم</translation>
    </message>
    <message>
        <source>denied access (403)</source>
        <translation>منع الوصول (403)</translation>
    </message>
    <message>
        <source>Check what the key may be used for</source>
        <translation>تحقّق مما يسمح به المفتاح</translation>
    </message>
    <message>
        <source>does not know this address or model (404)</source>
        <translation>لا يعرف هذا العنوان أو النموذج (404)</translation>
    </message>
    <message>
        <source>Check the server&apos;s address and the model&apos;s name</source>
        <translation>تحقّق من عنوان الخادم واسم النموذج</translation>
    </message>
    <message>
        <source>gave up waiting (408)</source>
        <translation>توقّف عن الانتظار (408)</translation>
    </message>
    <message>
        <source>found the request too large (413)</source>
        <translation>وجد الطلب كبيرًا جدًا (413)</translation>
    </message>
    <message>
        <source>Use smaller batches</source>
        <translation>استخدم دفعات أصغر</translation>
    </message>
    <message>
        <source>is busy (429)</source>
        <translation>مشغول (429)</translation>
    </message>
    <message>
        <source>Wait a little, then retry</source>
        <translation>انتظر قليلًا ثم أعد المحاولة</translation>
    </message>
    <message>
        <source>Check the server&apos;s address and the network, then retry</source>
        <translation>تحقّق من عنوان الخادم ومن الشبكة ثم أعد المحاولة</translation>
    </message>
    <message>
        <source>Check the proxy settings of this computer</source>
        <translation>تحقّق من إعدادات الوكيل في هذا الحاسوب</translation>
    </message>
    <message>
        <source>Check the server&apos;s certificate and this computer&apos;s clock</source>
        <translation>تحقّق من شهادة الخادم ومن ساعة هذا الحاسوب</translation>
    </message>
    <message>
        <source>The name in %1 is not known</source>
        <translation>الاسم في %1 غير معروف</translation>
    </message>
    <message>
        <source>The proxy does not let through to %1: %2</source>
        <translation>الوكيل لا يسمح بالوصول إلى %1: %2</translation>
    </message>
    <message>
        <source>No secure connection to %1: %2</source>
        <translation>لا اتصال آمنًا بـ %1: %2</translation>
    </message>
    <message>
        <source>%1 closed the connection before its answer was whole</source>
        <translation>أغلق %1 الاتصال قبل اكتمال جوابه</translation>
    </message>
    <message>
        <source>%1 closed the connection before the request was whole</source>
        <translation>أغلق %1 الاتصال قبل اكتمال الطلب</translation>
    </message>
    <message>
        <source>What answers at %1 does not speak HTTP: %2</source>
        <translation>ما يجيب عند %1 لا يستخدم HTTP: %2</translation>
    </message>
    <message>
        <source>%1 sent an answer that cannot be unpacked: %2</source>
        <translation>أرسل %1 جوابًا لا يمكن فكّ ضغطه: %2</translation>
    </message>
    <message>
        <source>Nothing answers at %1</source>
        <translation>لا شيء يجيب عند %1</translation>
    </message>
    <message>
        <source>The connection to %1 failed: %2</source>
        <translation>فشل الاتصال بـ %1: %2</translation>
    </message>
    <message>
        <source>text</source>
        <translation>نص</translation>
    </message>
    <message>
        <source>vectors</source>
        <translation>متجهات</translation>
    </message>
    <message>
        <source>progress</source>
        <translation>تقدّم</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 ث</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 س</translation>
    </message>
    <message>
        <source>list of models</source>
        <translation>قائمة نماذج</translation>
    </message>
    <message>
        <source>%1 is not a folder</source>
        <translation>ليس %1 مجلدًا</translation>
    </message>
    <message>
        <source>Choose a folder that can be opened</source>
        <translation>اختر مجلدًا يمكن فتحه</translation>
    </message>
    <message>
        <source>What is added there is read by itself</source>
        <translation>ما يُضاف إليه يُقرأ تلقائيًا</translation>
    </message>
    <message>
        <source>The folder %1 is not there</source>
        <translation>المجلد %1 غير موجود</translation>
    </message>
    <message>
        <source>Connect its drive, or look where it was moved</source>
        <translation>صِل قرصه، أو ابحث عن مكانه الجديد</translation>
    </message>
    <message>
        <source>The folder %1 cannot be read: %2</source>
        <translation>تعذّرت قراءة المجلد %1: %2</translation>
    </message>
    <message>
        <source>Give yourself permission to read it, or check its drive</source>
        <translation>امنح نفسك إذن قراءته، أو افحص قرصه</translation>
    </message>
    <message>
        <source>%1 is watched already, as a part of %2</source>
        <translation>المجلد %1 مراقَب من قبل، كجزء من %2</translation>
    </message>
    <message>
        <source>The folder %1 holds none of its documents, as without its drive. Connect the drive</source>
        <translation>لا يحتوي المجلد %1 على أيٍّ من مستنداته، كما لو كان قرصه غير موصول. صِل القرص</translation>
    </message>
    <message>
        <source>Nothing can be written in %1</source>
        <translation>لا يمكن كتابة شيء في %1</translation>
    </message>
    <message>
        <source>Free some room on its disk, or give yourself permission to write there</source>
        <translation>أخلِ بعض المساحة على القرص، أو امنح نفسك إذن الكتابة هناك</translation>
    </message>
    <message>
        <source>Another program uses the library in %1 and does not answer</source>
        <translation>برنامج آخر يستخدم المكتبة في %1 ولا يجيب</translation>
    </message>
    <message>
        <source>Close it, or choose another data folder</source>
        <translation>أغلقه، أو اختر مجلد بيانات آخر</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2</source>
        <translation>لا يمكن إنشاء %1: %2</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>اختر مجلدًا آخر</translation>
    </message>
    <message>
        <source>Free some room</source>
        <translation>أخلِ بعض المساحة</translation>
    </message>
    <message>
        <source>Close that program</source>
        <translation>أغلق ذلك البرنامج</translation>
    </message>
    <message>
        <source>The drive of the folder %1 does not answer</source>
        <translation>قرص المجلد %1 لا يستجيب</translation>
    </message>
    <message>
        <source>Check its connection; once it answers it goes on by itself</source>
        <translation>تحقق من اتصاله؛ وما إن يستجيب حتى يستمر تلقائيًا</translation>
    </message>
    <message>
        <source>Waiting for the disk: %1. It goes on by itself</source>
        <translation>في انتظار القرص: %1. يتابع من تلقاء نفسه</translation>
    </message>
    <message>
        <source>This computer has no memory left for a request to %1</source>
        <translation>لم تبقَ في هذا الحاسوب ذاكرة لطلب إلى %1</translation>
    </message>
    <message>
        <source>There is no memory to read %1</source>
        <translation>لا توجد ذاكرة كافية لقراءة %1</translation>
    </message>
    <message>
        <source>Choose a document of the library</source>
        <translation>اختر مستندًا من المكتبة</translation>
    </message>
    <message>
        <source>%1 has changed since it was read</source>
        <translation>تغيّر %1 منذ قراءته</translation>
    </message>
    <message>
        <source>Add it again, so that its copy is what is cited</source>
        <translation>أضفه من جديد، لتكون نسخته هي ما يُستشهد به</translation>
    </message>
    <message>
        <source>Keep a copy of it again</source>
        <translation>احتفظ بنسخة منه من جديد</translation>
    </message>
    <message>
        <source>The copy of %1 in the library is damaged</source>
        <translation>نسخة %1 في المكتبة تالفة</translation>
    </message>
    <message>
        <source>No copy of %1 is kept</source>
        <translation>لا تُحفظ نسخة من %1</translation>
    </message>
    <message>
        <source>There is no document %1</source>
        <translation>لا يوجد مستند %1</translation>
    </message>
    <message>
        <source>%1 was replaced, or its copy dropped, meanwhile</source>
        <translation>استُبدل %1 أو حُذفت نسخته في هذه الأثناء</translation>
    </message>
    <message>
        <source>Drop the copy and keep it again, or restore a backup of the library</source>
        <translation>احذف النسخة واحتفظ بها من جديد، أو استعد نسخة احتياطية من المكتبة</translation>
    </message>
    <message>
        <source>Free %1 MB there</source>
        <translation>أفرغ %1 م.ب هناك</translation>
    </message>
    <message>
        <source>Choose a folder that is there, with room, and that you may write to</source>
        <translation>اختر مجلدًا موجودًا فيه متسع ويمكنك الكتابة فيه</translation>
    </message>
    <message>
        <source>%1 is a part of %2, whose copy can be kept</source>
        <translation>%1 جزء من %2، ويمكن الاحتفاظ بنسخة من ذلك</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ActivityPane</name>
    <message>
        <source>Activity</source>
        <translation>النشاط</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>إيقاف الكل مؤقتًا</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>متابعة الكل</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>إلغاء الكل</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>إخفاء</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>لا شيء يعمل.</translation>
    </message>
</context>
<context>
    <name>docchat::ui::AnswerStyleDialog</name>
    <message>
        <source>Answer style</source>
        <translation>أسلوب الجواب</translation>
    </message>
    <message>
        <source>For this chat</source>
        <translation>لهذه المحادثة</translation>
    </message>
    <message>
        <source>For “%1”</source>
        <translation>لأجل «%1»</translation>
    </message>
    <message>
        <source>For all chats</source>
        <translation>لكل المحادثات</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>التعليمات</translation>
    </message>
    <message>
        <source>“Begin with the result. Use tables for figures.”</source>
        <translation>«ابدأ بالنتيجة. استخدم الجداول للأرقام.»</translation>
    </message>
    <message>
        <source>Instructions for the model</source>
        <translation>تعليمات للنموذج</translation>
    </message>
    <message>
        <source>Only the first %1 characters are used.</source>
        <translation>لا يُستخدم إلا أول %1 حرفًا.</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>الطول</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Without a model, answers are quotes: a length says how many, the rest changes nothing. Every answer names its sources, whatever is said here.</source>
        <translation>من دون نموذج تكون الأجوبة اقتباسات: يحدد الطول عددها، ولا يغيّر الباقي شيئًا. كل جواب يذكر مصادره مهما قيل هنا.</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>قالب</translation>
    </message>
    <message>
        <source>Choose or name one</source>
        <translation>اختر واحدًا أو سمِّه</translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation>حفظ القالب</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>حذف</translation>
    </message>
    <message>
        <source>Delete this preset</source>
        <translation>حذف هذا القالب</translation>
    </message>
    <message>
        <source>As in the collection (%1)</source>
        <translation>كما في المجموعة (%1)</translation>
    </message>
    <message>
        <source>As in all chats (%1)</source>
        <translation>كما في كل المحادثات (%1)</translation>
    </message>
    <message>
        <source>as the question</source>
        <translation>كالسؤال</translation>
    </message>
    <message>
        <source>As the question</source>
        <translation>كالسؤال</translation>
    </message>
</context>
<context>
    <name>docchat::ui::AnswerText</name>
    <message>
        <source>Answer</source>
        <translation>جواب</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Copy this code</source>
        <translation>نسخ هذه الشيفرة</translation>
    </message>
</context>
<context>
    <name>docchat::ui::AnswerView</name>
    <message>
        <source>Continue</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Copy with source</source>
        <translation>نسخ مع المصدر</translation>
    </message>
    <message>
        <source>Writes on where this answer stops</source>
        <translation>يكمل من حيث توقف هذا الجواب</translation>
    </message>
    <message>
        <source>Regenerate</source>
        <translation>إعادة توليد الجواب</translation>
    </message>
    <message>
        <source>All passages</source>
        <translation>كل المقاطع</translation>
    </message>
    <message>
        <source>Lists every passage with the words of the question</source>
        <translation>يسرد كل مقطع فيه كلمات السؤال</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>ما أُرسل</translation>
    </message>
    <message>
        <source>Shows what went to a model for this answer, word for word</source>
        <translation>يعرض حرفيًا ما أُرسل إلى نموذج لأجل هذا الجواب</translation>
    </message>
    <message>
        <source>Looking through the documents…</source>
        <translation>يُنظر في المستندات…</translation>
    </message>
    <message>
        <source>writing…</source>
        <translation>يكتب…</translation>
    </message>
    <message>
        <source>Written by %1</source>
        <translation>كتبه %1</translation>
    </message>
    <message>
        <source>  ✓ found in source</source>
        <translation>  ✓ موجود في المصدر</translation>
    </message>
    <message>
        <source>  not found in source</source>
        <translation>  غير موجود في المصدر</translation>
    </message>
    <message>
        <source>The passage</source>
        <translation>المقطع</translation>
    </message>
    <message>
        <source>All %1 passages</source>
        <translation>كل المقاطع (%1)</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>تثبيت</translation>
    </message>
    <message>
        <source>Keeps the answer in the notes</source>
        <translation>يحفظ الجواب في الملاحظات</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>الإجابة: %1</translation>
    </message>
</context>
<context>
    <name>docchat::ui::Bubble</name>
    <message>
        <source>Question: %1</source>
        <translation>السؤال: %1</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ChatBar</name>
    <message>
        <source>How answers are written: instructions, length, language</source>
        <translation>كيف تُكتب الأجوبة: التعليمات والطول واللغة</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ChatDelegate</name>
    <message>
        <source>Title of the chat</source>
        <translation>عنوان المحادثة</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ChatList</name>
    <message>
        <source>Chats</source>
        <translation>المحادثات</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>محادثة جديدة</translation>
    </message>
    <message>
        <source>Search chats (Ctrl+Shift+K)</source>
        <translation>البحث في المحادثات (Ctrl+Shift+K)</translation>
    </message>
    <message>
        <source>Search chats</source>
        <translation>البحث في المحادثات</translation>
    </message>
    <message>
        <source>No chat has these words.</source>
        <translation>لا محادثة فيها هذه الكلمات.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>its title</source>
        <translation>عنوانها</translation>
    </message>
    <message>
        <source>The chat is deleted</source>
        <translation>حُذفت المحادثة</translation>
    </message>
    <message>
        <source>%1 chats are deleted</source>
        <translation>حُذفت %1 محادثة</translation>
    </message>
    <message>
        <source>Rename (F2)</source>
        <translation>إعادة التسمية (F2)</translation>
    </message>
    <message>
        <source>Export as Markdown…</source>
        <translation>تصدير بصيغة Markdown…</translation>
    </message>
    <message>
        <source>Export as PDF…</source>
        <translation>تصدير بصيغة PDF…</translation>
    </message>
    <message>
        <source>Delete this chat</source>
        <translation>حذف هذه المحادثة</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ChatPane</name>
    <message>
        <source>Show earlier messages</source>
        <translation>إظهار الرسائل الأقدم</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>استخدامه</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>اختيار…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>ليس الآن</translation>
    </message>
    <message>
        <source>Another version of an earlier question; that one is kept</source>
        <translation>صيغة أخرى لسؤال سابق؛ يبقى ذاك محفوظًا</translation>
    </message>
</context>
<context>
    <name>docchat::ui::CollectionSwitch</name>
    <message>
        <source>All documents</source>
        <translation>كل المستندات</translation>
    </message>
    <message>
        <source>Collection: %1</source>
        <translation>المجموعة: %1</translation>
    </message>
    <message>
        <source>Choose a collection</source>
        <translation>اختيار مجموعة</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>مجموعة جديدة…</translation>
    </message>
    <message>
        <source>Rename this collection…</source>
        <translation>إعادة تسمية هذه المجموعة…</translation>
    </message>
    <message>
        <source>Remove this collection…</source>
        <translation>إزالة هذه المجموعة…</translation>
    </message>
    <message>
        <source>Add to “%1”</source>
        <translation>إضافة إلى «%1»</translation>
    </message>
    <message>
        <source>Add to a new collection…</source>
        <translation>إضافة إلى مجموعة جديدة…</translation>
    </message>
</context>
<context>
    <name>docchat::ui::CommandPalette</name>
    <message>
        <source>Find anything</source>
        <translation>البحث عن أي شيء</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>ما عُثر عليه</translation>
    </message>
    <message>
        <source>Nothing has these words.</source>
        <translation>لا شيء فيه هذه الكلمات.</translation>
    </message>
</context>
<context>
    <name>docchat::ui::Composer</name>
    <message>
        <source>@ Name a document</source>
        <translation>@ ذكر مستند</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>سؤال</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>Answers the question</source>
        <translation>يجيب عن السؤال</translation>
    </message>
    <message>
        <source>Lists every passage with the words (Ctrl+Shift+P)</source>
        <translation>يسرد كل مقطع فيه الكلمات (Ctrl+Shift+P)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>إرسال</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>مختار</translation>
    </message>
    <message>
        <source>Search your documents…</source>
        <translation>ابحث في مستنداتك…</translation>
    </message>
    <message>
        <source>Ask about your documents…</source>
        <translation>اسأل عن مستنداتك…</translation>
    </message>
    <message>
        <source>Words to search for</source>
        <translation>كلمات البحث</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>السؤال</translation>
    </message>
    <message>
        <source>Enter goes to the passages · Esc to the chat</source>
        <translation>Enter إلى المقاطع · Esc إلى المحادثة</translation>
    </message>
    <message>
        <source>Esc: back to the chat</source>
        <translation>Esc: العودة إلى المحادثة</translation>
    </message>
    <message>
        <source>Enter sends · Shift+Enter new line</source>
        <translation>للإرسال: Enter · لسطر جديد: Shift+Enter</translation>
    </message>
    <message>
        <source>Shift+Enter: new line</source>
        <translation>لسطر جديد: Shift+Enter</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ComposerText</name>
    <message>
        <source>Ask about your documents…</source>
        <translation>اسأل عن مستنداتك…</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>السؤال</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ContentsPanel</name>
    <message>
        <source>Sections</source>
        <translation>الأقسام</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>الصفحات</translation>
    </message>
    <message>
        <source>Sections of the document</source>
        <translation>أقسام المستند</translation>
    </message>
    <message>
        <source>No headings in it</source>
        <translation>لا عناوين فيه</translation>
    </message>
</context>
<context>
    <name>docchat::ui::FilterChips</name>
    <message>
        <source>1 document</source>
        <translation>مستند واحد</translation>
    </message>
    <message>
        <source>%1 documents</source>
        <translation>المستندات: %1</translation>
    </message>
    <message>
        <source>%1 ticked: ask all documents instead</source>
        <translation>%1 مؤشَّر: اسأل كل المستندات بدلًا من ذلك</translation>
    </message>
    <message>
        <source>Remove the filter %1</source>
        <translation>إزالة المرشح %1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>و%1 أخرى</translation>
    </message>
</context>
<context>
    <name>docchat::ui::FoldersDialog</name>
    <message>
        <source>What is added to these folders or changed in them is read by itself. What is deleted there leaves the library, and can be brought back for ten seconds. A folder that cannot be reached loses nothing.</source>
        <translation>ما يُضاف إلى هذه المجلدات أو يتغيّر فيها يُقرأ تلقائيًا. وما يُحذف منها يغادر المكتبة، ويمكن استرجاعه خلال عشر ثوانٍ. والمجلد الذي يتعذّر الوصول إليه لا يفقد شيئًا.</translation>
    </message>
    <message>
        <source>Look through them now</source>
        <translation>تفحّصها الآن</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>إظهار</translation>
    </message>
    <message>
        <source>Show %1 in the file manager</source>
        <translation>إظهار %1 في مدير الملفات</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>المجلدات المراقَبة</translation>
    </message>
    <message>
        <source>No folder is watched yet.</source>
        <translation>لا يُراقَب أي مجلد بعد.</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>مراقبة مجلد…</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>إيقاف المراقبة</translation>
    </message>
    <message>
        <source>Stop watching %1</source>
        <translation>إيقاف مراقبة %1</translation>
    </message>
</context>
<context>
    <name>docchat::ui::GettingModelDialog</name>
    <message>
        <source>Getting a model</source>
        <translation>الحصول على نموذج</translation>
    </message>
    <message>
        <source>A model on %1</source>
        <translation>نموذج على %1</translation>
    </message>
    <message>
        <source>None is needed: without a model, answers are quoted. A model on this computer sends nothing away.</source>
        <translation>لا يلزم أي نموذج: من دونه تكون الأجوبة اقتباسات. النموذج على هذا الحاسوب لا يرسل شيئًا.</translation>
    </message>
    <message>
        <source>Choose a .gguf…</source>
        <translation>اختيار ملف ‎.gguf…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>docchat::ui::GgufSheet</name>
    <message>
        <source>A model</source>
        <translation>نموذج</translation>
    </message>
    <message>
        <source>Use %1 to write answers?</source>
        <translation>هل تستخدم %1 لكتابة الأجوبة؟</translation>
    </message>
    <message>
        <source>It is %1 large and runs on this computer; nothing leaves it.</source>
        <translation>حجمه %1 ويعمل على هذا الحاسوب؛ لا شيء يغادره.</translation>
    </message>
    <message>
        <source>llama-server, which runs it, is not found on this computer.</source>
        <translation>لم يُعثر على llama-server، الذي يشغّله، على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Get llama.cpp for your system: github.com/ggml-org/llama.cpp, Releases.</source>
        <translation>احصل على llama.cpp لنظامك: github.com/ggml-org/llama.cpp، قسم Releases.</translation>
    </message>
    <message>
        <source>Unpack it into a folder of your own, such as ~/llama.cpp.</source>
        <translation>فكّه في مجلد خاص بك مثل ‎~/llama.cpp.</translation>
    </message>
    <message>
        <source>Choose the file llama-server in it.</source>
        <translation>اختر فيه الملف llama-server.</translation>
    </message>
    <message>
        <source>Choose llama-server…</source>
        <translation>اختيار llama-server…</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>استخدامه</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>ليس الآن</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>بقلم %1</translation>
    </message>
</context>
<context>
    <name>docchat::ui::JobRow</name>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: ‏%2</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>حاول الآن</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/ث</translation>
    </message>
    <message>
        <source>It took %1 s</source>
        <translation>استغرق %1 ث</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>نسخ التفاصيل</translation>
    </message>
</context>
<context>
    <name>docchat::ui::LibraryPane</name>
    <message>
        <source>Add documents</source>
        <translation>إضافة مستندات</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>مجلد…</translation>
    </message>
    <message>
        <source>Filter (Ctrl+Shift+F)</source>
        <translation>تصفية (Ctrl+Shift+F)</translation>
    </message>
    <message>
        <source>Filter documents</source>
        <translation>تصفية المستندات</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>المستندات</translation>
    </message>
    <message>
        <source>In which order the documents are listed</source>
        <translation>ترتيب عرض المستندات</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>حسنًا</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Order of the documents: %1</source>
        <translation>ترتيب المستندات: %1</translation>
    </message>
    <message>
        <source>The document was removed.</source>
        <translation>أُزيل المستند.</translation>
    </message>
    <message>
        <source>%1 documents were removed.</source>
        <translation>أُزيل %1 مستندًا.</translation>
    </message>
    <message>
        <source>Nothing is in this collection yet. Drop files here, or add documents by their menu in All documents.</source>
        <translation>لا شيء في هذه المجموعة بعد. أفلت ملفات هنا، أو أضف مستندات من قائمتها في «كل المستندات».</translation>
    </message>
    <message>
        <source>Drop files or folders here
PDF, Office, e-books, mail, scans…</source>
        <translation>أفلت ملفات أو مجلدات هنا
PDF وOffice وكتب إلكترونية وبريد وصور ممسوحة…</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>فشل</translation>
    </message>
    <message>
        <source>Summarise</source>
        <translation>تلخيص</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>عمّ يتحدث؟</translation>
    </message>
    <message>
        <source>List…</source>
        <translation>سرد…</translation>
    </message>
    <message>
        <source>Reads the whole document</source>
        <translation>يقرأ المستند كله</translation>
    </message>
    <message>
        <source>Needs a model: File → Models…</source>
        <translation>يلزم نموذج: ملف ← النماذج…</translation>
    </message>
    <message>
        <source>Add to collection</source>
        <translation>إضافة إلى مجموعة</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>مجموعة جديدة…</translation>
    </message>
    <message>
        <source>Remove from this collection</source>
        <translation>إزالة من هذه المجموعة</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>عرض</translation>
    </message>
    <message>
        <source>Read with OCR</source>
        <translation>القراءة بالتعرف الضوئي</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>فتح القفل…</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>إزالته من القائمة</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>إعادة التسمية…</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>إظهاره في مجلده</translation>
    </message>
    <message>
        <source>Remove from the library</source>
        <translation>إزالة من المكتبة</translation>
    </message>
    <message>
        <source>Remove %1 documents from the library</source>
        <translation>إزالة %1 مستندًا من المكتبة</translation>
    </message>
    <message>
        <source>%1; order of the documents: %2</source>
        <translation>%1؛ ترتيب المستندات: %2</translation>
    </message>
    <message>
        <source>Added at any time</source>
        <translation>أضيفت في أي وقت</translation>
    </message>
    <message>
        <source>Title and author…</source>
        <translation>العنوان والمؤلف…</translation>
    </message>
    <message>
        <source>By name, kind, state, or words of the text</source>
        <translation>حسب الاسم أو النوع أو الحالة أو كلمات النص</translation>
    </message>
    <message>
        <source>Keep a copy in the library</source>
        <translation>الاحتفاظ بنسخة في المكتبة</translation>
    </message>
    <message>
        <source>Keep copies in the library</source>
        <translation>الاحتفاظ بنسخ في المكتبة</translation>
    </message>
    <message>
        <source>Save the copy as…</source>
        <translation>حفظ النسخة باسم…</translation>
    </message>
</context>
<context>
    <name>docchat::ui::MessageView</name>
    <message>
        <source>Edit</source>
        <translation>تعديل</translation>
    </message>
    <message>
        <source>Edit this question</source>
        <translation>تعديل هذا السؤال</translation>
    </message>
    <message>
        <source>Asks it in other words; this version is kept</source>
        <translation>يسأل بكلمات أخرى؛ تبقى هذه الصيغة</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ModelsDialog</name>
    <message>
        <source>Models</source>
        <translation>النماذج</translation>
    </message>
    <message>
        <source>Model servers</source>
        <translation>خوادم النماذج</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>إزالة…</translation>
    </message>
    <message>
        <source>No model server is set up. Answers are quoted from your documents.

Add one that runs on this computer, such as Ollama, LM Studio or llama-server, or one elsewhere with OpenAI&apos;s API. A .gguf file is dropped on the window.</source>
        <translation>لم يُعدّ أي خادم نماذج. تُقتبس الأجوبة من مستنداتك.

أضف خادمًا يعمل على هذا الحاسوب مثل Ollama أو LM Studio أو llama-server، أو خادمًا في مكان آخر بواجهة OpenAI. ويُفلت ملف ‎.gguf على النافذة.</translation>
    </message>
    <message>
        <source>Use this server</source>
        <translation>استخدام هذا الخادم</translation>
    </message>
    <message>
        <source>Who helps out when the first is silent</source>
        <translation>من يساعد حين لا يجيب الأول</translation>
    </message>
    <message>
        <source>Patience with the first</source>
        <translation>الصبر على الأول</translation>
    </message>
    <message>
        <source> s</source>
        <translation> ث</translation>
    </message>
    <message>
        <source>If the first does not answer, ask</source>
        <translation>إذا لم يجب الأول فاسأل</translation>
    </message>
    <message>
        <source>after</source>
        <translation>بعد</translation>
    </message>
    <message>
        <source>New server</source>
        <translation>خادم جديد</translation>
    </message>
    <message>
        <source>● %1 · in use</source>
        <translation>● %1 · مستخدم</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>لا أحد</translation>
    </message>
    <message>
        <source>A server needs a name.</source>
        <translation>يلزم الخادمَ اسم.</translation>
    </message>
    <message>
        <source>Two servers are called %1.</source>
        <translation>خادمان اسمهما %1.</translation>
    </message>
    <message>
        <source>%1 needs the path of a .gguf file.</source>
        <translation>يلزم %1 مسار ملف ‎.gguf.</translation>
    </message>
    <message>
        <source>%1 needs an address that begins with http:// or https://.</source>
        <translation>يلزم %1 عنوان يبدأ بـ http://‎ أو https://‎.</translation>
    </message>
    <message>
        <source>%1 needs a model.</source>
        <translation>يلزم %1 نموذج.</translation>
    </message>
</context>
<context>
    <name>docchat::ui::NoteCard</name>
    <message>
        <source>Write a note…</source>
        <translation>اكتب ملاحظة…</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>ملاحظة</translation>
    </message>
    <message>
        <source>Copy with source</source>
        <translation>نسخ مع المصدر</translation>
    </message>
    <message>
        <source>Remove the note</source>
        <translation>إزالة الملاحظة</translation>
    </message>
    <message>
        <source>Note from %1</source>
        <translation>ملاحظة من %1</translation>
    </message>
</context>
<context>
    <name>docchat::ui::NotesDialog</name>
    <message>
        <source>Notes</source>
        <translation>الملاحظات</translation>
    </message>
    <message>
        <source>New note</source>
        <translation>ملاحظة جديدة</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Nothing is pinned yet. “Pin” below an answer, at a quote, or at the words selected in a document keeps it here with its source.</source>
        <translation>لم يُحفظ شيء بعد. زر «حفظ» تحت الجواب أو عند اقتباس أو عند الكلمات المحددة في مستند يحفظها هنا مع مصدرها.</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>نسخ الكل</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Notes of all documents</source>
        <translation>ملاحظات كل المستندات</translation>
    </message>
    <message>
        <source>Notes of “%1”</source>
        <translation>ملاحظات «%1»</translation>
    </message>
    <message>
        <source>The note was removed.</source>
        <translation>أُزيلت الملاحظة.</translation>
    </message>
</context>
<context>
    <name>docchat::ui::OfferCard</name>
    <message>
        <source>Use it</source>
        <translation>استخدامه</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>اختيار…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>ليس الآن</translation>
    </message>
</context>
<context>
    <name>docchat::ui::OriginDialog</name>
    <message>
        <source>Title and author</source>
        <translation>العنوان والمؤلف</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>المؤلف</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>السنة</translation>
    </message>
    <message>
        <source>“Copy with source” writes: %1</source>
        <translation>«النسخ مع المصدر» يكتب: %1</translation>
    </message>
</context>
<context>
    <name>docchat::ui::PageView</name>
    <message>
        <source>Pages</source>
        <translation>الصفحات</translation>
    </message>
    <message>
        <source>Drawing page %1…</source>
        <translation>تُرسم الصفحة %1…</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ProgressSheet</name>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ProviderForm</name>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>My computer</source>
        <translation>حاسوبي</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>OpenAI-compatible</source>
        <translation>متوافق مع OpenAI</translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation>Ollama</translation>
    </message>
    <message>
        <source>A .gguf file, run here</source>
        <translation>ملف ‎.gguf يعمل هنا</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>Key is in the variable</source>
        <translation>المفتاح في المتغير</translation>
    </message>
    <message>
        <source>OPENAI_API_KEY (may be empty)</source>
        <translation>OPENAI_API_KEY (يمكن أن يُترك فارغًا)</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>عرض</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>إظهار المفتاح</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>إخفاء</translation>
    </message>
    <message>
        <source>none (may be empty)</source>
        <translation>لا شيء (يمكن أن يُترك فارغًا)</translation>
    </message>
    <message>
        <source>typed; type to replace it</source>
        <translation>مكتوب؛ اكتب لتبديله</translation>
    </message>
    <message>
        <source>in the keychain; type to replace it</source>
        <translation>في حافظة المفاتيح؛ اكتب لتبديله</translation>
    </message>
    <message>
        <source>Another address needs its own key: type it again.</source>
        <translation>العنوان الآخر يلزمه مفتاحه: اكتبه من جديد.</translation>
    </message>
    <message>
        <source>No keychain works here: the key is kept until DocChat ends.</source>
        <translation>لا حافظة مفاتيح تعمل هنا: يُحتفظ بالمفتاح حتى ينتهي DocChat.</translation>
    </message>
    <message>
        <source>Model for answers</source>
        <translation>نموذج للأجوبة</translation>
    </message>
    <message>
        <source>None: passages are quoted</source>
        <translation>لا شيء: تُقتبس المقاطع</translation>
    </message>
    <message>
        <source>Model for finding</source>
        <translation>نموذج للبحث</translation>
    </message>
    <message>
        <source>None: found by words alone</source>
        <translation>لا شيء: البحث بالكلمات وحدها</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Get a model…</source>
        <translation>جلب نموذج…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>الملف</translation>
    </message>
    <message>
        <source>/home/me/models/qwen.gguf</source>
        <translation>/home/me/models/qwen.gguf</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>اختبار</translation>
    </message>
    <message>
        <source>The address begins with http:// or https://</source>
        <translation>يبدأ العنوان بـ http://‎ أو https://‎</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Asking %1 for its models…</source>
        <translation>يُسأل %1 عن نماذجه…</translation>
    </message>
    <message>
        <source>The server has no models yet</source>
        <translation>ليس في الخادم نماذج بعد</translation>
    </message>
    <message>
        <source>%1 to pick from</source>
        <translation>%1 للاختيار منها</translation>
    </message>
    <message>
        <source>Not asked to the end; a model&apos;s name can be typed.</source>
        <translation>لم يكتمل السؤال؛ يمكن كتابة اسم نموذج.</translation>
    </message>
    <message>
        <source>%1 is there</source>
        <translation>%1 موجود</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>جارٍ السؤال…</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>أُلغي</translation>
    </message>
    <message>
        <source>Lists its models</source>
        <translation>يسرد نماذجه</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>يجيب</translation>
    </message>
    <message>
        <source>Finds</source>
        <translation>يبحث</translation>
    </message>
</context>
<context>
    <name>docchat::ui::PullLine</name>
    <message>
        <source>Get a model</source>
        <translation>جلب نموذج</translation>
    </message>
    <message>
        <source>Its name, such as qwen2.5:3b</source>
        <translation>اسمه، مثل qwen2.5:3b</translation>
    </message>
    <message>
        <source>Get</source>
        <translation>جلب</translation>
    </message>
    <message>
        <source>How far it has come</source>
        <translation>مدى التقدم</translation>
    </message>
    <message>
        <source>Asking for %1…</source>
        <translation>يُطلب %1…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: ‏%2 من %3</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ReadingPage</name>
    <message>
        <source>Text in pictures (OCR)</source>
        <translation>النص في الصور (OCR)</translation>
    </message>
    <message>
        <source>Read scanned pages without asking</source>
        <translation>قراءة الصفحات الممسوحة ضوئيًا دون سؤال</translation>
    </message>
    <message>
        <source>Takes one to three seconds a page. Otherwise it is offered where a document has scanned pages.</source>
        <translation>تستغرق كل صفحة من ثانية إلى ثلاث ثوانٍ. وإلا فسيُعرض عليك ذلك عندما يحتوي مستند على صفحات ممسوحة ضوئيًا.</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>اللغات</translation>
    </message>
    <message>
        <source>No language is installed: install tesseract-ocr-eng or another one.</source>
        <translation>لا لغة مثبتة: ثبّت tesseract-ocr-ara أو غيرها.</translation>
    </message>
    <message>
        <source>More come with packages such as tesseract-ocr-deu.</source>
        <translation>تتوفر لغات أخرى بتثبيت حزم مثل tesseract-ocr-ara.</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>المقاطع</translation>
    </message>
    <message>
        <source> characters</source>
        <translation> حرف</translation>
    </message>
    <message>
        <source>A passage is about</source>
        <translation>طول المقطع نحو</translation>
    </message>
    <message>
        <source>Short ones are found more precisely, long ones tell a model more. Holds for what is read from now on.</source>
        <translation>المقاطع القصيرة يُعثر عليها بدقة أكبر، والطويلة تعطي النموذج سياقًا أوسع. يسري هذا على ما يُقرأ من الآن فصاعدًا.</translation>
    </message>
    <message>
        <source>Office files from before 2007</source>
        <translation>ملفات Office الأقدم من 2007</translation>
    </message>
    <message>
        <source>Read .doc, .xls and .ppt with LibreOffice</source>
        <translation>قراءة ‎.doc و‎.xls و‎.ppt بواسطة LibreOffice</translation>
    </message>
    <message>
        <source>It converts a copy, cut off from your files and the network.</source>
        <translation>يحوّل نسخة، معزولًا عن ملفاتك وعن الشبكة.</translation>
    </message>
    <message>
        <source>LibreOffice is not installed.</source>
        <translation>برنامج LibreOffice غير مثبّت.</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>الحماية</translation>
    </message>
    <message>
        <source>Tested when the first document is read.</source>
        <translation>تُفحص عند قراءة أول مستند.</translation>
    </message>
    <message>
        <source>Read documents even where nothing protects this computer</source>
        <translation>قراءة المستندات حتى دون هذه الحماية</translation>
    </message>
    <message>
        <source>Limits of one document</source>
        <translation>حدود المستند الواحد</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> ميبيبايت</translation>
    </message>
    <message>
        <source> s</source>
        <translation> ث</translation>
    </message>
    <message>
        <source> min</source>
        <translation> د</translation>
    </message>
    <message>
        <source>Text at most</source>
        <translation>الحد الأقصى للنص</translation>
    </message>
    <message>
        <source>Give up after no progress for</source>
        <translation>التوقف عند انعدام التقدم لمدة</translation>
    </message>
    <message>
        <source>Give up after</source>
        <translation>التوقف بعد</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>استعادة القيم المبدئية</translation>
    </message>
    <message>
        <source>Only for files that you trust: a harmful one could reach your others.</source>
        <translation>فقط للملفات التي تثق بها: فقد يصل ملف ضار إلى ملفاتك الأخرى.</translation>
    </message>
    <message>
        <source>What has more is not read, and that is said.</source>
        <translation>ما يزيد نصه على ذلك لا يُقرأ، ويُذكر ذلك.</translation>
    </message>
    <message>
        <source>A reader that is silent for so long is ended; the other documents are read on.</source>
        <translation>القارئ الذي يصمت هذه المدة يُنهى، وتستمر قراءة المستندات الأخرى.</translation>
    </message>
    <message>
        <source>Waiting does not count; where text in pictures is recognised, each page adds to it.</source>
        <translation>لا يُحسب الانتظار؛ وحيث يُتعرَّف على نص في الصور تزيد كل صفحة الوقت.</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ReembeddingRow</name>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>What is done stays; questions go on as before</source>
        <translation>ما تم يبقى؛ وتستمر الأسئلة كما كانت</translation>
    </message>
    <message>
        <source>%1 at once</source>
        <translation>%1 معًا</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>متابعة</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ResponsivenessDialog</name>
    <message>
        <source>Responsiveness</source>
        <translation>سرعة الاستجابة</translation>
    </message>
    <message>
        <source>The longest times that the window was busy</source>
        <translation>أطول الأوقات التي انشغلت فيها النافذة</translation>
    </message>
    <message>
        <source>Busy for</source>
        <translation>انشغلت</translation>
    </message>
    <message>
        <source>With</source>
        <translation>بماذا</translation>
    </message>
    <message>
        <source>At</source>
        <translation>عند</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>البدء من جديد</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>نسخ الكل</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ResultsList</name>
    <message>
        <source>Passages that match</source>
        <translation>المقاطع المطابقة</translation>
    </message>
</context>
<context>
    <name>docchat::ui::ResultsPane</name>
    <message>
        <source>Ask this</source>
        <translation>اسأل هذا</translation>
    </message>
    <message>
        <source>Back to the chat</source>
        <translation>العودة إلى المحادثة</translation>
    </message>
</context>
<context>
    <name>docchat::ui::SelectionBar</name>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Copy with source</source>
        <translation>نسخ مع المصدر</translation>
    </message>
    <message>
        <source>Ask about this</source>
        <translation>اسأل عنه</translation>
    </message>
    <message>
        <source>1 word</source>
        <translation>كلمة واحدة</translation>
    </message>
    <message>
        <source>%1 words</source>
        <translation>%1 كلمة</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>تثبيت</translation>
    </message>
    <message>
        <source>Keeps the words in the notes</source>
        <translation>يحفظ الكلمات في الملاحظات</translation>
    </message>
</context>
<context>
    <name>docchat::ui::SendingSheet</name>
    <message>
        <source>Text will leave this computer</source>
        <translation>سيغادر نص هذا الحاسوب</translation>
    </message>
    <message>
        <source>Send text to %1?</source>
        <translation>هل يُرسل نص إلى %1؟</translation>
    </message>
    <message>
        <source>What</source>
        <translation>ماذا</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>إلى أين</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>كم</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>التكلفة</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>ما يُحفظ</translation>
    </message>
    <message>
        <source>What %1 keeps is up to those who run it. Your answer is remembered for this address.</source>
        <translation>ما يحتفظ به %1 يعود إلى من يديره. يُتذكر جوابك لهذا العنوان.</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>عدم الإرسال</translation>
    </message>
    <message>
        <source>Use quotes only</source>
        <translation>استخدام الاقتباسات فقط</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>إرسال</translation>
    </message>
</context>
<context>
    <name>docchat::ui::SentDialog</name>
    <message>
        <source>What was sent</source>
        <translation>ما أُرسل</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>الطلبات</translation>
    </message>
    <message>
        <source>What was sent, word for word</source>
        <translation>ما أُرسل، حرفيًا</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>docchat::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>البحث في الإعدادات</translation>
    </message>
    <message>
        <source>Sections of the settings</source>
        <translation>أقسام الإعدادات</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>القراءة</translation>
    </message>
    <message>
        <source>No setting has these words.</source>
        <translation>لا إعداد فيه هذه الكلمات.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>النماذج</translation>
    </message>
    <message>
        <source>Model for answers and for finding</source>
        <translation>نموذج للأجوبة وللبحث</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>النماذج…</translation>
    </message>
    <message>
        <source>None is needed: without one DocChat finds and quotes.</source>
        <translation>لا يلزم أي نموذج: من دونه يبحث DocChat ويقتبس.</translation>
    </message>
    <message>
        <source>Requests to model servers</source>
        <translation>الطلبات إلى خوادم النماذج</translation>
    </message>
    <message>
        <source>At once, at most</source>
        <translation>معًا على الأكثر</translation>
    </message>
    <message>
        <source>More embeds a library faster, if the server keeps up.</source>
        <translation>العدد الأكبر يضمّن المكتبة أسرع إن لحق الخادم.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> ث</translation>
    </message>
    <message>
        <source>Give up on one after</source>
        <translation>التخلي عن الطلب بعد</translation>
    </message>
    <message>
        <source>Then it is tried again, a few times, later and later.</source>
        <translation>ثم يُعاد بضع مرات، كل مرة بعد وقت أطول.</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>الخصوصية</translation>
    </message>
    <message>
        <source>What leaves this computer</source>
        <translation>ما يغادر هذا الحاسوب</translation>
    </message>
    <message>
        <source>There is no telemetry and no account. Before text first goes to a server elsewhere you are asked, once for each address; what was sent stands below each answer.</source>
        <translation>لا قياس عن بعد ولا حساب. قبل أن يُرسل نص أول مرة إلى خادم في مكان آخر تُسأل، مرة لكل عنوان؛ وما أُرسل مذكور تحت كل جواب.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>الشبكة</translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation>العمل دون اتصال</translation>
    </message>
    <message>
        <source>Nothing connects to another machine; models on this computer do work.</source>
        <translation>لا شيء يتصل بجهاز آخر؛ النماذج على هذا الحاسوب تعمل.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>المظهر</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>الألوان</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>كالنظام</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>الصفحات</translation>
    </message>
    <message>
        <source>Dim pages in the dark theme</source>
        <translation>تعتيم الصفحات في المظهر الداكن</translation>
    </message>
    <message>
        <source>White paper is bright beside a dark window.</source>
        <translation>الورق الأبيض ساطع بجانب نافذة داكنة.</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>التخزين</translation>
    </message>
    <message>
        <source>The library</source>
        <translation>المكتبة</translation>
    </message>
    <message>
        <source>%1 in %2, readable by you alone. Your documents stay where they lie.</source>
        <translation>%1 في %2، لا يقرؤها غيرك. تبقى مستنداتك حيث هي.</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>إظهار المجلد</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>النسخ الاحتياطي</translation>
    </message>
    <message>
        <source>One file with the texts, the vectors and the chats; it can be made while you work.</source>
        <translation>ملف واحد فيه النصوص والمتجهات والمحادثات؛ يمكن صنعه أثناء عملك.</translation>
    </message>
    <message>
        <source>Back Up…</source>
        <translation>نسخ احتياطي…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>استعادة…</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>حذف كل شيء</translation>
    </message>
    <message>
        <source>Removes the library, the chats, the settings and the keys. Documents and backups stay.</source>
        <translation>يزيل المكتبة والمحادثات والإعدادات والمفاتيح. تبقى المستندات والنسخ الاحتياطية.</translation>
    </message>
    <message>
        <source>Delete Everything…</source>
        <translation>حذف كل شيء…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Of the window</source>
        <translation>لغة النافذة</translation>
    </message>
    <message>
        <source>Answers are in the language of the question all the same.</source>
        <translation>تبقى الأجوبة بلغة السؤال مع ذلك.</translation>
    </message>
    <message>
        <source>Change the language</source>
        <translation>تغيير اللغة</translation>
    </message>
    <message>
        <source>Libraries that were set aside</source>
        <translation>مكتبات وُضعت جانبًا</translation>
    </message>
    <message>
        <source>%1: as they were when they were damaged, or replaced by a backup. What you remove from the library stays in them.</source>
        <translation>%1: كما كانت عندما تلفت أو حلّت محلها نسخة احتياطية. ما تزيله من المكتبة يبقى فيها.</translation>
    </message>
    <message>
        <source>Delete Them…</source>
        <translation>احذفها…</translation>
    </message>
    <message>
        <source>Restoring sets the library of now aside; nothing of it is lost.</source>
        <translation>عند الاستعادة توضع المكتبة الحالية جانبًا، ولا يضيع منها شيء.</translation>
    </message>
    <message>
        <source>“Like the system” follows the desktop when it changes, where the desktop tells it.</source>
        <translation>يتبع خيار «كالنظام» سطح المكتب عند تغيّره، إن أعلن سطح المكتب ذلك.</translation>
    </message>
</context>
<context>
    <name>docchat::ui::SourceCard</name>
    <message>
        <source>Source %1: %2: %3</source>
        <translation>المصدر %1: ‏%2: ‏%3</translation>
    </message>
    <message>
        <source>✓ found in source</source>
        <translation>✓ موجود في المصدر</translation>
    </message>
    <message>
        <source>not found in source</source>
        <translation>غير موجود في المصدر</translation>
    </message>
    <message>
        <source>The source does not say what the answer says; this is its closest passage</source>
        <translation>لا يقول المصدر ما يقوله الجواب؛ هذا أقرب مقاطعه</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>تثبيت</translation>
    </message>
    <message>
        <source>Keeps the quote in the notes</source>
        <translation>يحفظ الاقتباس في الملاحظات</translation>
    </message>
</context>
<context>
    <name>docchat::ui::SourcePane</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>‹ Back</source>
        <translation>‹ رجوع</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>المحتويات</translation>
    </message>
    <message>
        <source>Contents (F7)</source>
        <translation>المحتويات (F7)</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>الصفحة السابقة</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>الصفحة</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>الصفحة التالية</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>أصغر</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>أكبر</translation>
    </message>
    <message>
        <source>Close the document</source>
        <translation>إغلاق المستند</translation>
    </message>
    <message>
        <source>‹ Previous</source>
        <translation>‹ السابق</translation>
    </message>
    <message>
        <source>Next ›</source>
        <translation>التالي ›</translation>
    </message>
    <message>
        <source>Find in this document</source>
        <translation>البحث في هذا المستند</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>المطابقة السابقة</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>المطابقة التالية</translation>
    </message>
    <message>
        <source>Close find</source>
        <translation>إغلاق البحث</translation>
    </message>
    <message>
        <source>p. %1</source>
        <translation>ص %1</translation>
    </message>
    <message>
        <source>Cited here: %1 of %2</source>
        <translation>الاقتباسات هنا: %1 من %2</translation>
    </message>
    <message>
        <source>The document has changed since: these words are no longer in it. The quote stays in the chat.</source>
        <translation>تغيّر المستند منذ ذلك: لم تعد هذه الكلمات فيه. يبقى الاقتباس في المحادثة.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>%1 matches</source>
        <translation>%1 مطابقة</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
    <message>
        <source>%1 of more than %2</source>
        <translation>%1 من أكثر من %2</translation>
    </message>
    <message>
        <source>Back into the main window</source>
        <translation>إعادته إلى النافذة الرئيسية</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>في نافذة مستقلة</translation>
    </message>
</context>
<context>
    <name>docchat::ui::StatusBar</name>
    <message>
        <source>Ready</source>
        <translation>جاهز</translation>
    </message>
    <message>
        <source>Show activity</source>
        <translation>إظهار النشاط</translation>
    </message>
    <message>
        <source>%1 running</source>
        <translation>%1 يعمل</translation>
    </message>
    <message>
        <source> · %1 paused</source>
        <translation> · %1 متوقف</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>فشل: %1</translation>
    </message>
    <message>
        <source>1 document</source>
        <translation>مستند واحد</translation>
    </message>
    <message>
        <source>%1 documents</source>
        <translation>المستندات: %1</translation>
    </message>
    <message>
        <source>Hide activity</source>
        <translation>إخفاء النشاط</translation>
    </message>
    <message>
        <source>Ready, %1 failed</source>
        <translation>جاهز، فشل %1</translation>
    </message>
    <message>
        <source>Writing an answer</source>
        <translation>تُكتب إجابة</translation>
    </message>
    <message>
        <source>Reading has ended, %1 failed</source>
        <translation>انتهت القراءة، فشل %1</translation>
    </message>
    <message>
        <source>Reading has ended</source>
        <translation>انتهت القراءة</translation>
    </message>
</context>
<context>
    <name>docchat::ui::TaskModel</name>
    <message>
        <source>%1 (cancelled)</source>
        <translation>%1 (أُلغي)</translation>
    </message>
    <message>
        <source>%1 (cleaning up)</source>
        <translation>%1 (ينظّف)</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>المهمة</translation>
    </message>
    <message>
        <source>In</source>
        <translation>في</translation>
    </message>
    <message>
        <source>Waits on</source>
        <translation>تنتظر</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>إلى أين</translation>
    </message>
    <message>
        <source>For</source>
        <translation>منذ</translation>
    </message>
    <message>
        <source>Alive</source>
        <translation>عمرها</translation>
    </message>
</context>
<context>
    <name>docchat::ui::TasksDialog</name>
    <message>
        <source>Tasks</source>
        <translation>المهام</translation>
    </message>
    <message>
        <source>Nothing is running: no task is alive.</source>
        <translation>لا شيء يعمل: لا مهمة حية.</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>نسخ الكل</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>1 task.</source>
        <translation>مهمة واحدة.</translation>
    </message>
    <message>
        <source>%1 tasks.</source>
        <translation>%1 مهمة.</translation>
    </message>
    <message>
        <source>%1 The longest step of the loop held it for %2 (%3).</source>
        <translation>%1 أطول خطوة في الحلقة شغلتها %2 (%3).</translation>
    </message>
    <message>
        <source>less than 1 ms</source>
        <translation>أقل من 1 مث</translation>
    </message>
</context>
<context>
    <name>docchat::ui::TextView</name>
    <message>
        <source>Show what comes before</source>
        <translation>إظهار ما قبله</translation>
    </message>
    <message>
        <source>Text of the document</source>
        <translation>نص المستند</translation>
    </message>
    <message>
        <source>Show what comes after</source>
        <translation>إظهار ما بعده</translation>
    </message>
</context>
<context>
    <name>docchat::ui::Thumbnails</name>
    <message>
        <source>Small pages</source>
        <translation>صفحات صغيرة</translation>
    </message>
</context>
<context>
    <name>docchat::ui::VersionSwitch</name>
    <message>
        <source>Earlier version</source>
        <translation>صيغة أقدم</translation>
    </message>
    <message>
        <source>Later version</source>
        <translation>صيغة أحدث</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
</context>
<context>
    <name>docchat::ui::Welcome</name>
    <message>
        <source>What do you want to know from your documents?</source>
        <translation>ماذا تريد أن تعرف من مستنداتك؟</translation>
    </message>
    <message>
        <source>Add documents…</source>
        <translation>إضافة مستندات…</translation>
    </message>
    <message>
        <source>Try with a sample</source>
        <translation>التجربة بمثال</translation>
    </message>
    <message>
        <source>Answers quote your documents, and every quote opens at
the place it came from.</source>
        <translation>الأجوبة تقتبس من مستنداتك، وكل اقتباس يُفتح عند
الموضع الذي جاء منه.</translation>
    </message>
    <message>
        <source>Add a document and ask. Answers quote your documents, and every quote opens at
the place it came from. Nothing leaves this computer.</source>
        <translation>أضف مستندًا واسأل. الأجوبة تقتبس من مستنداتك، وكل اقتباس يُفتح عند
الموضع الذي جاء منه. لا شيء يغادر هذا الحاسوب.</translation>
    </message>
</context>
</TS>
